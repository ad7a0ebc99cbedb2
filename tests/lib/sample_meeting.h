/* A meeting and its deck, by hand: three cards with 2, 3 and 4 choices, in no sorted order. */
#ifndef TESTS_SAMPLE_MEETING_H
#define TESTS_SAMPLE_MEETING_H

#include "core/content.h"
#include "core/meeting.h"

const struct deck *sample_deck(void); /* constant */
const struct deck *sample_deck_newer(void); /* the same with one card in another wording */
struct meeting sample_meeting(enum meeting_results results, int group_min);

#endif
