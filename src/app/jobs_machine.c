#include "app/jobs.h"

void job_ask_machine(struct parts *p, const struct effect *e)
{
    (void)p;
    (void)e;
}
