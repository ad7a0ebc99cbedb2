#include "app/jobs.h"

void job_make_handout(struct parts *p, const struct effect *e)
{
    (void)p;
    (void)e;
}

void job_print_handout(struct parts *p, const struct effect *e)
{
    (void)p;
    (void)e;
}
