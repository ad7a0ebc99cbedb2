#include "sample_meeting.h"

static const struct card medicijn = {
    .key = "medicijn", .version = "00000000000000aa", .choice_count = 2
};
static const struct card cijfer = {
    .key = "cijfer", .version = "00000000000000bb", .choice_count = 3
};
static const struct card camera = {
    .key = "camera", .version = "00000000000000cc", .choice_count = 4
};
static const struct card camera_newer = {
    .key = "camera", .version = "00000000000000dd", .choice_count = 4
};

const struct deck *sample_deck(void)
{
    static const struct deck deck = {
        .key = "sample",
        .cards = { &medicijn, &cijfer, &camera },
        .card_count = 3,
    };
    return &deck;
}

const struct deck *sample_deck_newer(void)
{
    static const struct deck deck = {
        .key = "sample",
        .cards = { &camera_newer, &medicijn, &cijfer },
        .card_count = 3,
    };
    return &deck;
}

struct meeting sample_meeting(enum meeting_results results, int group_min)
{
    return (struct meeting){ .title = "Goed Werk Hub",
        .place = "Rotterdam",
        .date = "2026-11-21",
        .deck = "sample",
        .vocabulary = "vakmanschap",
        .group_min = group_min,
        .results = results,
        .state = MEETING_RUNNING };
}
