/*
 * resultaten.csv: UTF-8 with BOM, semicolons, CRLF; meeting;card;card_version;question;answer;count.
 * The meeting is its title, place and date. Rows stand in the byte order of card, version, question
 * and answer. Cells that a spreadsheet would take for a formula are defused.
 */
#ifndef DOCUMENTS_RESULTS_CSV_H
#define DOCUMENTS_RESULTS_CSV_H

#include "core/published.h"
#include "documents/typeset.h"

/* Counts of choices that the card does not have are left out, and so are cards of which nothing is
 * published: a 0 in the file always means that nobody chose it. Lives in a. */
struct document results_csv(struct arena *a, const struct published *p);

#endif
