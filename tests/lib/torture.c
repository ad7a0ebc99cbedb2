#include "torture.h"

#include <stdio.h>
#include <stdlib.h>

bool torture_is_long(void)
{
    return getenv("GOEDWERK_TORTURE") != NULL;
}

long torture_rounds(long a_little, long the_long_part)
{
    return torture_is_long() ? the_long_part : a_little;
}

void torture_figure(const char *area, const char *what, long tried, long survived, long lost)
{
    printf("# figure | %s | %s | %ld | %ld | %ld |\n", area, what, tried, survived, lost);
    (void)fflush(stdout);
}

void torture_seen(const char *area, const char *what, const char *seen)
{
    printf("# figure | %s | %s | %s |\n", area, what, seen);
    (void)fflush(stdout);
}
