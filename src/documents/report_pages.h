/* The parts of the report; report_pdf.c puts them in order. Inside documents/ only. */
#ifndef DOCUMENTS_REPORT_PAGES_H
#define DOCUMENTS_REPORT_PAGES_H

#include "documents/results.h"
#include "documents/sheet.h"

struct report {
    struct sheet sheet;
    const struct results *results;
    /* Positions of the published cards, the most dividing first; then those that are not shown. */
    const int *order;
    int shown; /* of them */
    int *pages; /* by position: where its card stands, filled in while measuring */
};

/* Meeting, answers, the dilemmas to begin with, and a list of all (report_cover.c). */
void report_cover(struct report *r);

/* The page of a published card (report_card.c). */
void report_card(struct report *r, int i);

/* The pool, what is not shown, what is stored (report_rest.c). */
void report_rest(struct report *r);

const char *report_number(struct report *r, long n); /* in digits, in the sheet's arena */
const char *report_word(struct report *r, int n); /* in a word, for running text */
const char *report_answers(struct report *r, uint64_t n); /* "7 antwoorden" */

#endif
