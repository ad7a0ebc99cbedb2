/* All pictures of one set on one sheet, with captions. */
#ifndef TESTS_DEMO_SHEET_H
#define TESTS_DEMO_SHEET_H

#include "base/arena.h"

/* The names of the PNG files of a folder, without ".png", sorted; up to NULL. None where there is no
 * folder. In a. */
const char **sheet_names(struct arena *a, const char *folder);

/* No pictures, no sheet. Mistakes end the program with a sentence. */
void sheet_make(struct arena *a, const char *folder, const char *title, const char *png_path);

#endif
