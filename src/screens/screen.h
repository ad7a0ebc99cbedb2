/*
 * A screen is two pure functions and no state. index.c has the table of all screens; a screen's
 * file holds nothing that another screen needs.
 */
#ifndef SCREENS_SCREEN_H
#define SCREENS_SCREEN_H

#include "core/effect.h"
#include "core/model.h"
#include "core/step.h"
#include "ui/ui.h"

struct screen {
    /* Changes m; asks for outside work by pushing onto fx. Called by step() for the current screen
     * only, after what all screens share. */
    on_msg_fn *on_msg;
    /* Declares what is on the glass for m, and which action each control sends. */
    void (*view)(const struct model *m, struct ui *ui);
};

extern const struct screen screen_attract, screen_deck, screen_element, screen_choice, screen_group,
    screen_take_home, screen_goodbye, screen_privacy, screen_pin, screen_organiser, screen_setup,
    screen_meeting, screen_pick_deck, screen_cards, screen_keyboard, screen_meetings, screen_stick,
    screen_import, screen_printer, screen_report, screen_bigscreen, screen_hands, screen_finish,
    screen_settings, screen_clock, screen_selftest;

/* The handlers of all screens, for step(). */
on_msg_fn *const *screens_on_msg(void);

/* Draws the whole glass for m: its screen, or the question whether somebody is still there. */
void screens_view(const struct model *m, struct ui *ui);

#endif
