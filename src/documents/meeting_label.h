/* What a meeting is called in files and folders. */
#ifndef DOCUMENTS_MEETING_LABEL_H
#define DOCUMENTS_MEETING_LABEL_H

#include "base/arena.h"
#include "core/meeting.h"
#include "core/phrase.h"

/* Title and place, e.g. "Goed Werk Hub, Rotterdam"; a place that the title names already is not
 * said twice. In a, or m's own. */
const char *meeting_name(struct arena *a, const struct meeting *m);

/* The same with the date, if there is one: "Goed Werk Hub, Rotterdam, 2026-11-21". */
const char *meeting_label(struct arena *a, const struct meeting *m);

/* On paper: "Goed Werk Hub, Rotterdam · 21 november 2026". In a, or m's own. */
const char *meeting_heading(struct arena *a, const struct meeting *m, const struct language *l);

#endif
