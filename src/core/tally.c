#include "core/tally.h"

#include <inttypes.h>
#include <string.h>

static bool add(uint32_t *to, uint32_t more)
{
    *to += more;
    return *to >= more;
}

bool tally_add(struct tally *to, const struct tally *more)
{
    bool ok = true,
         has_table = (to->has_table || to->total == 0) && (more->has_table || more->total == 0);
    for (int e = 0; e < ELEMENT_COUNT; e++)
        ok = add(&to->element[e], more->element[e]) && ok;
    for (int c = 0; c < CHOICE_COUNT; c++)
        ok = add(&to->choice[c], more->choice[c]) && ok;
    for (int e = 0; e < ELEMENT_COUNT; e++)
        for (int c = 0; c < CHOICE_COUNT; c++)
            ok = add(&to->table[e][c], more->table[e][c]) && ok;
    ok = add(&to->total, more->total) && ok;
    to->has_table = has_table && to->total > 0;
    if (!to->has_table)
        memset(to->table, 0, sizeof to->table);
    return ok;
}

int tally_percent(uint32_t part, uint32_t whole)
{
    if (whole == 0)
        return 0;
    return (int)(((uint64_t)part * 200 + whole) / ((uint64_t)whole * 2));
}

const char *tally_share(struct arena *a, const struct language *l, uint32_t part, uint32_t whole)
{
    if (whole >= TALLY_PERCENT_FROM)
        return arena_printf(a, "%d%%", tally_percent(part, whole));
    return phrase_fill(a, phrase(l, PHRASE_GROUP_OF), "n", arena_printf(a, "%" PRIu32, part),
        "total", arena_printf(a, "%" PRIu32, whole), NULL);
}
