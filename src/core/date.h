/* Dates as visitors read them; months come from the phrases, never from the locale. */
#ifndef CORE_DATE_H
#define CORE_DATE_H

#include "base/arena.h"
#include "core/phrase.h"

/* "2026-11-21" as "21 november 2026"; "" for anything that is not a date. */
const char *date_long(struct arena *a, const struct language *l, const char *date);

#endif
