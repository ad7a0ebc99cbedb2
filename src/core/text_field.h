/*
 * The one line of text that is being typed on the glass: what it is for, and where to go when it is
 * done. Kept when the screens leave by themselves. UTF-8 that never grows beyond its place.
 */
#ifndef CORE_TEXT_FIELD_H
#define CORE_TEXT_FIELD_H

#include "core/meeting.h"
#include "core/msg.h"
#include <stdbool.h>
#include <stdint.h>

struct model;
struct effects;

enum field {
    FIELD_TITLE, /* of the meeting; "" is not taken over */
    FIELD_PLACE,
    FIELD_CODE, /* that meetings of several kiosks are joined by */
    FIELD_KIOSK, /* this kiosk's label, in the settings */
    FIELD_COUNT
};

/* What the keys show. */
enum key_layer { KEYS_LETTERS, KEYS_DIGITS, KEYS_ACCENTS };

struct text_field {
    enum field field;
    enum screen_id back; /* where to go when it is done, or given up */
    enum key_layer layer;
    bool shift; /* the next letter is a capital */
    char text[MEETING_TITLE_MAX]; /* the longest of them all */
};

/* Goes to the keyboard with the field's present text. */
void text_field_open(struct model *m, enum field field, enum screen_id back);

/*
 * Takes the text over, without spaces around it: into the meeting on the organiser's desk (see
 * organiser_edit), or into the settings (FX_KEEP_SETTINGS), and goes back. What was not changed
 * changes nothing.
 */
void text_field_done(struct model *m, struct effects *fx);

/* A letter behind the others, as a capital where shift says so. One that does not fit is refused:
 * false. */
bool text_field_insert(struct text_field *f, uint32_t letter);

/* Takes away the last letter, with the accents that were set upon it. */
void text_field_erase(struct text_field *f);

/* The capital of a Latin letter; anything else as it is. */
uint32_t text_field_capital(uint32_t letter);

#endif
