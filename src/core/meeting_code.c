#include "core/meeting_code.h"

#include "base/hash.h"
#include "core/slug.h"

#include <inttypes.h>
#include <string.h>

enum { CODE_LEN_MAX = MEETING_CODE_MAX - 1, HASH_LEN = 8 };

/* text as a code. What a code cannot hold, other letters or too many of them, tells two meetings
 * apart all the same: as a hash. */
static const char *code_of(struct arena *a, const char *text)
{
    const char *folded = slug_fold(a, text);
    const char *slug = slug_of(a, text, CODE_LEN_MAX);
    if (strcmp(slug, folded) == 0)
        return slug;
    const char *start = slug_of(a, text, CODE_LEN_MAX - HASH_LEN - 1);
    return arena_printf(a, "%s%s%08" PRIx32, start, start[0] == '\0' ? "" : "-",
        (uint32_t)hash_string(HASH_START, folded));
}

const char *meeting_code(struct arena *a, const struct meeting *m)
{
    const char *code = code_of(a, m->code);
    if (code[0] == '\0')
        code = code_of(a, arena_printf(a, "%s %s %s", m->title, m->place, m->date));
    return code[0] != '\0' ? code : meeting_id_text(a, m);
}

const char *meeting_id_text(struct arena *a, const struct meeting *m)
{
    const char *text = "";
    for (int i = 0; i < MEETING_ID_BYTES; i++)
        text = arena_printf(a, "%s%02x", text, m->id[i]);
    return text;
}
