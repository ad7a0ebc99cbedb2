#include "app/jobs.h"

void job_list_printers(struct parts *p, const struct effect *e)
{
    (void)p;
    (void)e;
}

void job_look_at_printer(struct parts *p, const struct effect *e)
{
    (void)p;
    (void)e;
}

void job_resume_printer(struct parts *p, const struct effect *e)
{
    (void)p;
    (void)e;
}

void job_use_printer(struct parts *p, const struct effect *e)
{
    (void)p;
    (void)e;
}
