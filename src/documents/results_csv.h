/* resultaten.csv: UTF-8 with BOM, semicolons, CRLF; meeting;card;card_version;question;answer;count.
 * Cells that a spreadsheet would take for a formula are defused. */
#ifndef DOCUMENTS_RESULTS_CSV_H
#define DOCUMENTS_RESULTS_CSV_H

#include "core/published.h"
#include "documents/typeset.h"

struct document results_csv(struct arena *a, const struct published *p);

#endif
