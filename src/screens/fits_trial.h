/* One picture being tried: what the parts of fits.h share. */
#ifndef SCREENS_FITS_TRIAL_H
#define SCREENS_FITS_TRIAL_H

#include "core/model.h"
#include "screens/fits.h"
#include "ui/ui.h"

struct trial {
    struct model model;
    struct measure measure;
    const struct panel *panel;
    struct arena *arena;
    struct draw_list draw;
    struct controls controls;
    fits_report *report;
    void *ctx;
    int faults;
};

/* Tries the screen of t->model, as it is. */
void fits_view(struct trial *t);

/* Tries it with all the pages that its own button turns to; *page is the one that is shown. */
void fits_pages(struct trial *t, const char *more, int *page);

/* The screens on which a meeting is made and changed. */
void fits_meeting(struct trial *t);

/* The organiser's page, and the screens for stick, decks, printer and paper. */
void fits_machine(struct trial *t);

/* The hall's picture: every card in the usual sizes of a big screen, which are panels of its own. */
void fits_hall(struct trial *t, const struct content *c);

/* Set-up, finishing, settings and self-test; visitors' screens in practice. */
void fits_care(struct trial *t);

#endif
