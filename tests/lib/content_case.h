/* A text at the door of the content loader, or a folder of files for it, and the faults it has. */
#ifndef TESTS_CONTENT_CASE_H
#define TESTS_CONTENT_CASE_H

#include "content/text.h"

struct content_case {
    struct arena *a, *scratch;
    struct faults faults;
    struct source source;
    const char *dir; /* NULL until case_folder */
};

/* text NULL: no source is opened. */
void case_open(struct content_case *c, const char *text);
void case_close(struct content_case *c); /* removes the folder */

/* Fails the test unless there is a fault of that file (NULL: any), on that line, whose text and
 * mending together contain words. */
void case_expect(const struct content_case *c, const char *file, int line, const char *words);
void case_expect_none(const struct content_case *c);

/* A folder that loads: two languages, one card in both, one deck, one vocabulary. */
void case_folder(struct content_case *c);
void case_write(const struct content_case *c, const char *file, const char *bytes, size_t len);
void case_put(const struct content_case *c, const char *file, const char *text);
void case_remove(const struct content_case *c, const char *file);
char *case_path(const struct content_case *c, const char *file);

/* Loads the folder after forgetting the faults of the last time. */
const struct content *case_load(struct content_case *c, const char *shipped_dir);

extern const char case_card[]; /* a good one, in Dutch */

#endif
