/*
 * The big screen: one card at a time for the hall, on a second display, or on the visitors' glass
 * where there is none. It shows the published tally, and hands that were raised after the talk:
 * those are kept here and nowhere else, until the next card.
 *
 * On the visitors' glass it has no end of its own, for a talk lasts. Not touched for as long as the
 * organiser's screens wait, it loses its controls and keeps the picture; touching that asks for the
 * PIN, and whoever does not know it gets the picture back.
 */
#ifndef CORE_PLENARY_H
#define CORE_PLENARY_H

#include "core/content.h"
#include <stdbool.h>
#include <stdint.h>

struct model;
struct effects;

enum { HANDS_MOST = 999 };

struct plenary {
    bool on; /* the hall is shown a card */
    bool hidden; /* its title and question only */
    bool locked; /* on the visitors' glass, without controls */
    bool asks; /* whether all results are to be revealed */
    int card; /* in the deck */
    int language; /* the organiser's; visitors change theirs */
    uint32_t hands[CHOICE_COUNT];
};

/* The argument of MSG_HANDS: one more or one fewer for a choice. */
int plenary_hands_arg(enum choice choice, bool more);
void plenary_count_hands(struct plenary *p, int arg); /* from 0 to HANDS_MOST */
uint32_t plenary_hands(const struct plenary *p); /* of all choices */

/* The organiser comes to the big screen's controls. The first time, the card that divides the group
 * most is up; on the visitors' glass it is shown at once. */
void plenary_open(struct model *m);

void plenary_show_card(struct plenary *p, int card); /* forgets the hands */
void plenary_stop(struct plenary *p); /* the hall sees nothing more; forgets all but the card */

/* The picture takes up the visitors' glass. */
bool plenary_on_glass(const struct model *m);

/* Another number of displays: the picture goes to the second one, or from it to the organiser's
 * hands. A visitor's screen stays. */
void plenary_displays(struct model *m, int count, struct effects *fx);

/* The running meeting is another one, or has other cards. */
void plenary_meeting(struct plenary *p, bool same, int card_count);

/* There is something to reveal: results wait for the plenary, and none was published yet. */
bool plenary_can_reveal(const struct model *m);

/* The card that divides the group most, or NOTHING while too few have answered to say so. */
int plenary_most_divided(const struct model *m);

#endif
