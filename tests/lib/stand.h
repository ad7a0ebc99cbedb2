/*
 * A kiosk at work, as its visitors meet it: the real program on a glass of its own, with folders
 * for its data, its printed cards and its sticks. Whatever is not as it should be fails the running
 * cmocka test.
 */
#ifndef TESTS_LIB_STAND_H
#define TESTS_LIB_STAND_H

#include "base/arena.h"
#include "core/content.h"
#include "glass.h"

enum { STAND_PATIENCE_MS = 60 * 1000 }; /* a busy machine; passing it is a failure */

struct stand_plan {
    enum glass_kind kind;
    int width, height;
    const char *px_per_mm;
    const char *printer; /* --printer; NULL: cards drop into the stand's folder */
};

struct stand {
    struct glass *g;
    struct arena *a;
    struct stand_plan plan;
    const char *data, *cards, *sticks; /* folders; data and cards are made by the program */
    int stopped_in_ms; /* the last stand_stop */
};

/* A quick one with the usual panel, or another. Not started yet. */
struct stand *stand_open(const struct stand_plan *plan);
extern const struct stand_plan stand_desk; /* 1280×800 at 5.9, a mouse */
void stand_close(struct stand *s); /* NULL is fine */

/* For cmocka; *state is the stand of stand_desk. _up also starts it. */
int stand_set_up(void **state);
int stand_set_up_stopped(void **state);
int stand_tear_down(void **state);

void stand_start(struct stand *s); /* and waits for attract */

/* Ends it politely: in time, with status 0, and nothing left to write in the data folder. */
void stand_stop(struct stand *s);

/* What the program said on its standard error so far. */
const char *stand_said(struct stand *s);

/* --- looking: each waits until it is so --- */

void stand_on(struct stand *s, const char *screen);
void stand_sees(struct stand *s, const char *id, const char *state); /* NULL: it is there */
void stand_lacks(struct stand *s, const char *id, const char *state);
void stand_reads(struct stand *s, const char *id, const char *words); /* its label has them */
void stand_speaks(struct stand *s, const char *language);

/* Turns pages with that button until the control is there. */
void stand_turn_to(struct stand *s, const char *button, const char *id);

void stand_turns(struct stand *s, const char *id, const char *from); /* no longer says that */

/* What it says now; lives as long as the stand. */
const char *stand_label(struct stand *s, const char *id);

/* The id of the i-th control (from 0) whose id begins so, or NULL. */
const char *stand_id(struct stand *s, const char *beginning, int i);

/* --- what visitors do --- */

void stand_tap(struct stand *s, const char *id, const char *screen); /* and gets there */

/* A tile, by way of the pages of a story where the glass is small. */
void stand_pick(struct stand *s, const char *element);
void stand_select(struct stand *s, const char *choice); /* and it is chosen */

/* From the open card's story (or its tiles) to the group. choice: "a" … "d" or "other". */
void stand_choose(struct stand *s, const char *element, const char *choice);

/* From attract to the group of the deck's first card. */
void stand_visit(struct stand *s, const char *element, const char *choice);
void stand_leave(struct stand *s); /* from group or take_home, by way of goodbye, to attract */

/* So many visitors after each other who choose the same, on the card that lies on top; from attract
 * to attract. */
void stand_answer(struct stand *s, const char *element, const char *choice, int times);

void stand_hold_wordmark(struct stand *s); /* until the PIN is asked */

/* From any page with the wordmark of a kiosk without a PIN, to the first step of the set-up. */
void stand_open_setup(struct stand *s);
void stand_step(struct stand *s, const char *id); /* a tap there leads to another step */
void stand_keypad(struct stand *s); /* from there on, to where a first PIN is typed */
void stand_leave_keypad(struct stand *s); /* and back to attract, without one */
void stand_first_pin(struct stand *s); /* 1 to 6; from the first step to the one after the PIN */

/* All the way, through a first PIN of 1 to 6 and past all other steps, to the organiser's page. */
void stand_organise(struct stand *s);
void stand_pin(struct stand *s, const char *digits); /* types them, and OK */
void stand_again(struct stand *s); /* with that first PIN, from attract to the organiser's page */

/* --- results --- */

/* Answers counted in the database, published or not; "" is any. The program has stopped. */
int stand_counted(struct stand *s, const char *card, const char *element, const char *choice);
int stand_published(struct stand *s, const char *element); /* on all cards; "": all answers */
const char *stand_query(struct stand *s, const char *sql); /* rows as text */

/* Adds answers to the running meeting behind its back, as if given on the glass; the program has
 * stopped. */
void stand_fill(
    struct stand *s, const char *card, enum element element, enum choice choice, int times);

/* Text of the n-th printed card (from 1), each run of white space one space; NULL: there is none. */
const char *stand_card_text(struct stand *s, int n);
const char *stand_pdf_text(struct stand *s, const char *path);

/* Waits until a path exists (or no longer does). */
void stand_awaits(struct stand *s, const char *path, bool there);

#endif
