/*
 * The published results of a meeting with the shipped cards, by hand, to make documents of. Lives
 * in a; the tests run from the top folder of the project.
 */
#ifndef TESTS_SAMPLE_REPORT_H
#define TESTS_SAMPLE_REPORT_H

#include "documents/results.h"

struct sample_report {
    struct results results;
    struct published published; /* what results points at: to change */
    struct published_card *cards; /* the same, to change; all have between 5 and 64 answers */
};

/* The first so many of the shipped cards. Cards of 20 answers or more have a table. */
struct sample_report *sample_report(struct arena *a, int cards, const char *language);

/* Makes t add up again: its total, its E's and its choices are those of its table. */
void sample_report_add_up(struct tally *t);

#endif
