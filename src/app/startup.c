#include "app/startup.h"

#include "app/import.h"
#include "base/log.h"
#include "content/load.h"
#include "core/model.h"
#include <stdlib.h>
#include <unistd.h>

static const struct content *try_content(struct arena *a, const char *dir, const char *shipped)
{
    struct faults faults = { .arena = a };
    const struct content *c = content_load(a, dir, shipped, &faults);
    for (int i = 0; c == NULL && i < faults.count; i++)
        log_line(LOG_LEVEL_ERROR, "content", "%s/%s:%d: %s", dir, faults.list[i].file,
            faults.list[i].line, faults.list[i].what);
    if (c == NULL || c->deck_count > 0)
        return c;
    log_line(LOG_LEVEL_ERROR, "content", "%s holds no deck", dir);
    return NULL;
}

const struct content *startup_content(
    struct arena *a, const struct options *o, const struct places *places, bool safe, bool *trouble)
{
    const char *imported = arena_printf(a, "%s/" IMPORT_NOW, places->data);
    const char *before = arena_printf(a, "%s/" IMPORT_OLD, places->data);
    const char *candidates[] = { o->content, access(imported, F_OK) == 0 ? imported : NULL,
        access(before, F_OK) == 0 ? before : NULL, places->content };
    const struct content *c = NULL;

    *trouble = false;
    for (size_t i = safe ? COUNT_OF(candidates) - 1 : 0; c == NULL && i < COUNT_OF(candidates);
         i++) {
        if (candidates[i] == NULL)
            continue;
        c = try_content(a, candidates[i], places->content);
        *trouble = *trouble || c == NULL;
    }
    return c;
}

/* Linux counts the monotonic clock from boot. */
int64_t startup_setup_until_ms(int64_t now_ms)
{
    return (getenv("STATE_DIRECTORY") != NULL ? 0 : now_ms) + SETUP_WINDOW_MS;
}
