/*
 * Walks through the kiosk on one glass, in one language and look, and takes a picture of each
 * screen. Runs in a process of its own: what does not appear ends it with a sentence and a status
 * other than 0.
 */
#ifndef TESTS_DEMO_TOUR_H
#define TESTS_DEMO_TOUR_H

#include "fill.h"
#include "glass.h"

struct tour_panel {
    const char *name; /* "1280x800" */
    int width, height;
    const char *px_per_mm;
};

struct tour_set {
    const struct tour_panel *panel;
    const char *name; /* of the folder of pictures: "nl-large" */
    const char *lang;
    bool large, contrast;
};

struct tour {
    const struct tour_set *set;
    const struct fill *fill;
    const struct language *language;
    struct arena *arena;
    struct glass *glass;
    const char *pictures, *data, *printer, *removable;
    const char *content; /* NULL: the shipped one */
};

/* An empty glass; pictures go to that folder, which is made. */
struct tour *tour_open(const struct tour_set *set, const struct fill *fill, const char *pictures);
/* Starts the kiosk: on a copy of fill's data or as a new one, with a queue of CUPS or (NULL) with a
 * folder as its printer. */
void tour_start(struct tour *t, bool filled, const char *queue);
void tour_stop(struct tour *t); /* with SIGTERM; the folders are still there */
void tour_close(struct tour *t);

/* --- steps, each until it shows on the glass --- */

/* Puts a finger down, sees the control pressed, lifts it, and sees what that changed. */
void tour_tap(struct tour *t, const char *id);
/* The same; meanwhile is called while the finger is down. */
void tour_tap_while(struct tour *t, const char *id, void (*meanwhile)(struct tour *t));
void tour_swipe(struct tour *t, int y); /* the same, from right to left */
void tour_tap_to(struct tour *t, const char *id, const char *screen);
void tour_await(struct tour *t, const char *id); /* until the control is there */
void tour_await_words(struct tour *t, const char *id, enum phrase_id says);
/* Turns pages until the control is on the glass. */
void tour_find(struct tour *t, const char *id, const char *more);
void tour_shoot(struct tour *t, const char *name);
/* Each page that the button more turns to; it is labelled "… 1/3". */
void tour_shoot_pages(struct tour *t, const char *name, const char *more);

/* From the deck to the elements of that card. story, element: names for pictures on the way, of each
 * page of a story that is not beside its elements; NULL: none. */
void tour_open_card(struct tour *t, const char *key, const char *story, const char *element);
/* From the deck to the group's result of that card. shoot: pictures on the way. */
void tour_answer(struct tour *t, int card, const char *element, const char *choice, bool shoot);

/* A new folder beside data, which it returns; given to whoever the program runs as. */
const char *tour_make_folder(struct tour *t, const char *name);
/* Makes path the property of whoever the program runs as. */
void tour_give(const char *path);

_Noreturn void tour_fail(const struct tour *t, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
