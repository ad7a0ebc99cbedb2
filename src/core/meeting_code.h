/* The code by which meetings of several kiosks are one when their results are merged. */
#ifndef CORE_MEETING_CODE_H
#define CORE_MEETING_CODE_H

#include "base/arena.h"
#include "core/meeting.h"

/*
 * What joins meetings of several kiosks, in a: m->code, else title, place and date, capitals and
 * accents folded: small letters, digits and hyphens, 1 to MEETING_CODE_MAX - 1 of them. A meeting
 * that says nothing has a code of its own.
 */
const char *meeting_code(struct arena *a, const struct meeting *m);

/* The id in hexadecimal digits, small ones, in a. Folders of bundles end in its first four. */
const char *meeting_id_text(struct arena *a, const struct meeting *m);

#endif
