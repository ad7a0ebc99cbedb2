/*
 * Proves that content fits the glass: every screen with every card, language and reference panel,
 * with and without A+. Nothing overflows, no target is smaller than a finger needs, none overlap.
 * Used by goedwerk check and by the tests; takes a while.
 */
#ifndef SCREENS_FITS_H
#define SCREENS_FITS_H

#include "core/content.h"
#include "ui/measure.h"
#include <stdbool.h>

struct panel {
    const char *name;
    int width, height;
    double px_per_mm;
};

enum { FITS_PANELS = 4 };
extern const struct panel fits_panels[FITS_PANELS]; /* the reference panels */

struct fits_fault {
    const char *card; /* key, or NULL where no card is open */
    const char *language, *screen;
    const struct panel *panel;
    bool large_text;
    const char *what; /* widget or text that does not fit, and how */
};

/* Called for each fault; what it points to is gone after the call. */
typedef void fits_report(void *ctx, const struct fits_fault *fault);

/* Every card, deck and vocabulary of the content; the number of faults. */
int fits_content(const struct content *c, struct measure measure, fits_report *report, void *ctx);

#endif
