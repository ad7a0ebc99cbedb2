/* What the organiser should know of stick, printer and machine, as rows: a state, a line that says
 * what to do, a dot. */
#ifndef SCREENS_NOTICES_H
#define SCREENS_NOTICES_H

#include "core/model.h"
#include "ui/row.h"

enum { NOTICES_MAX = 10 };

struct row notice_stick(const struct model *m, struct ui *ui);
struct row notice_printer(const struct model *m, struct ui *ui);

/* What asks for a hand: counts that are not saved, decks that are faulty, heat, a full disk, a date
 * that is past. Returns how many; none on a good day. */
int notices_trouble(const struct model *m, struct ui *ui, struct row list[NOTICES_MAX]);

#endif
