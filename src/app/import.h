/*
 * Decks from a stick, on their way from DATA/content.new (where stick_copy_decks puts them) to
 * DATA/content: checked by the content loader, proved to fit the glass, then swapped in. The
 * content before them stays as DATA/content.old. Whatever is cut short, one whole and good content
 * stands, or none does where there was none before.
 */
#ifndef APP_IMPORT_H
#define APP_IMPORT_H

#include "content/load.h"
#include "core/content.h"
#include "ui/measure.h"
#include <stdbool.h>

#define IMPORT_NEW "content.new"
#define IMPORT_NOW "content"
#define IMPORT_OLD "content.old"

/* A decks_refused whose ctx is a struct faults: a file that was left out is a fault of the whole. */
void import_refuse(void *faults, const char *file, const char *what, const char *mend);

/*
 * Loads the copy in new_dir; what it lacks in words and phrases comes from shipped (may be NULL).
 * False: faults has at least one (those of import_refuse count). *content and the texts of faults
 * live in a; *content may be NULL. Blocks on the disk: a worker.
 */
bool import_check(const char *new_dir, const char *shipped, struct arena *a, struct faults *faults,
    const struct content **content) MUST_CHECK;

/*
 * Whether it fits the glass, in so many steps, each a part of a second: text is measured on one
 * thread, that of the loop, which takes one step a turn. A step adds its faults.
 */
int import_fit_steps(const struct content *c);
void import_fit(const struct content *c, int step, struct measure measure, struct faults *faults);

/* Takes the checked copy into use from the next start on. False: ERR_FULL, ERR_READ_ONLY or
 * ERR_FILE; the content of before stands. Blocks on the disk: a worker. */
bool import_install(const char *data_dir, struct err *err) MUST_CHECK;

/* Before the content is looked for at the start: puts right what a cut in import_install left. */
bool import_repair(const char *data_dir, struct err *err) MUST_CHECK;

#endif
