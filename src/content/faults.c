#include "content/load.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A file that is no card at all could have a fault on each line. */
enum { FAULTS_A_FILE = 200 };

static bool is_full(const struct faults *f, const char *file)
{
    return f->count >= FAULTS_A_FILE && strcmp(f->list[f->count - FAULTS_A_FILE].file, file) == 0;
}

static void push(struct faults *f, struct fault fault)
{
    if ((f->count & (f->count - 1)) == 0) { /* 0 or a power of two: the list is full */
        size_t room = f->count == 0 ? 1 : 2 * (size_t)f->count;
        struct fault *list = arena_alloc(f->arena, room * sizeof *list);
        if (f->count > 0)
            memcpy(list, f->list, (size_t)f->count * sizeof *list);
        f->list = list;
    }
    f->list[f->count++] = fault;
}

void faults_add(
    struct faults *f, const char *file, int line, const char *mend, const char *format, ...)
{
    if (is_full(f, file))
        return;
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *what = arena_alloc(f->arena, (size_t)(len < 0 ? 0 : len) + 1);
    (void)vsnprintf(what, (size_t)(len < 0 ? 0 : len) + 1, format, again);
    va_end(again);
    push(f, (struct fault){ .file = arena_strdup(f->arena, file),
                .line = line,
                .what = what,
                .mend = arena_strdup(f->arena, mend) });
    if (is_full(f, file))
        f->list[f->count - 1].mend = "Mend these first: this file has more faults than are listed.";
}
