/* What comes out of the kiosk on paper, as files to look at. Mistakes end the program with a
 * sentence. */
#ifndef TESTS_DEMO_PAPER_H
#define TESTS_DEMO_PAPER_H

#include "fill.h"

/* A card for each paper: out/card-a6.pdf, out/card-a6.png … */
void paper_make(const struct fill *f, const char *out);

/* The PNG beside a PDF. */
void paper_picture(struct arena *a, const char *pdf);

#endif
