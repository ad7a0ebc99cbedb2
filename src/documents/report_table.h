/* Which E goes with which choice, as counts. */
#ifndef DOCUMENTS_REPORT_TABLE_H
#define DOCUMENTS_REPORT_TABLE_H

#include "documents/results.h"
#include "documents/sheet.h"

/* Of card i, which has a table; y moves below it. It stays on one page. */
void report_table(struct sheet *s, const struct results *r, int i);

double report_table_height(void);

#endif
