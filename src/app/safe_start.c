#include "app/safe_start.h"

#include "base/file.h"
#include "base/log.h"
#include <stdlib.h>
#include <string.h>

enum { NOTES_MAX_BYTES = 4096 };

static bool is_recent(int64_t start_ms, int64_t now_ms)
{
    return start_ms <= now_ms && start_ms > now_ms - SAFE_START_MS;
}

bool safe_start_note(const char *runtime_dir, int64_t now_ms)
{
    if (runtime_dir == NULL)
        return false;
    struct arena *a = arena_new();
    struct err err;
    size_t len = 0;
    int recent = 1;
    const char *path = arena_printf(a, "%s/starts", runtime_dir);
    const char *kept = arena_printf(a, "%lld\n", (long long)now_ms);
    const char *notes = file_read(a, path, NOTES_MAX_BYTES, &len, NULL);

    for (const char *p = notes; p != NULL && *p != '\0';) {
        char *end;
        long long start = strtoll(p, &end, 10);
        if (end == p)
            break;
        if (is_recent(start, now_ms) && recent < SAFE_START_COUNT) {
            recent++;
            kept = arena_printf(a, "%s%lld\n", kept, start);
        }
        p = end + strspn(end, "\n");
    }
    if (!file_replace(path, kept, strlen(kept), &err))
        log_err("kiosk", "note this start", &err);
    arena_free(a);
    return recent >= SAFE_START_COUNT;
}
