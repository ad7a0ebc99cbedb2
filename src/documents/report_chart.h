/* Bars of a group: words at the left, a bar on one scale for all, figures at the right. */
#ifndef DOCUMENTS_REPORT_CHART_H
#define DOCUMENTS_REPORT_CHART_H

#include "documents/results.h"
#include "documents/sheet.h"

/* What weighed most, of total answers; y moves below it. */
void report_chart_elements(
    struct sheet *s, const struct results *r, const uint32_t counts[ELEMENT_COUNT], uint32_t total);

/* What the group of card i would do. */
void report_chart_choices(struct sheet *s, const struct results *r, int i);

#endif
