#include "sample_content.h"

#include "content/load.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct card_text minutes_nl = {
    .field = "Wijkzorg",
    .title = "Vier minuten",
    .teaser = "Mevrouw De Wit vertelt net over haar zoon.",
    .paragraphs = { "Je staat met je jas aan. Mevrouw De Wit vertelt \x0e"
                    "voor het eerst\x0f over haar zoon.",
        "Om tien uur wacht de volgende. Het schema geeft je nog vier minuten." },
    .paragraph_count = 2,
    .choices = { "Blijven luisteren", "Zeggen dat je morgen terugkomt",
        "Een vrijwilliger voorstellen" },
    .questions = { "Wie bepaalt bij jou hoe lang iets duurt?" },
    .question_count = 1,
};

static const struct card_text minutes_en = {
    .field = "Home care",
    .title = "Four minutes",
    .teaser = "Mrs De Wit has just begun about her son.",
    .paragraphs = { "You have your coat on. Mrs De Wit talks, for the first time, about her son.",
        "The next one is waiting at ten. The schedule leaves you four minutes." },
    .paragraph_count = 2,
    .choices = { "Stay and listen", "Say that you will be back tomorrow", "Suggest a volunteer" },
    .questions = { "Who decides how long something takes, where you work?" },
    .question_count = 1,
};

static const struct card_text letter_nl = {
    .field = "Gemeente",
    .title = "De laatste brief",
    .teaser = "Alle regels zijn gevolgd. Toch leest niemand hem.",
    .paragraphs = { "De brief klopt: elke zin is door de jurist bekeken.",
        "Jij weet dat meneer Aydin hem niet zal begrijpen.",
        "Je kunt hem ook bellen, maar dat telt niet mee in de cijfers van jouw team." },
    .paragraph_count = 3,
    .choices = { "De brief versturen", "Eerst bellen", "De brief herschrijven",
        "Het teamoverleg erover openen" },
    .questions = { "Voor wie schrijf jij?", "Wat telt bij jou niet mee en doe je toch?" },
    .question_count = 2,
};

static const struct card_text letter_en = {
    .field = "City council",
    .title = "The last letter",
    .teaser = "All rules were followed. Still nobody reads it.",
    .paragraphs = { "The letter is right: the lawyer has seen every sentence.",
        "You know that Mr Aydin will not understand it.",
        "You can call him as well, but that does not count in your team’s figures." },
    .paragraph_count = 3,
    .choices = { "Send the letter", "Call first", "Rewrite the letter",
        "Raise it with the whole team" },
    .questions = { "Who do you write for?", "What does not count, and do you do anyway?" },
    .question_count = 2,
};

static const struct card cards[SAMPLE_CARDS] = {
    { .key = "de-laatste-brief",
        .version = "00000000000000aa",
        .choice_count = 4,
        .text = { &letter_nl, &letter_en } },
    { .key = "vier-minuten",
        .version = "00000000000000bb",
        .choice_count = 3,
        .text = { &minutes_nl, &minutes_en } },
};

static const struct vocabulary vocabulary = {
    .key = "vakmanschap",
    .says = { { { "Vakmanschap", "Doe ik mijn werk goed?" },
                  { "Verantwoordelijkheid", "Doe ik het goede voor iedereen die het raakt?" },
                  { "Betrokkenheid", "Is dit waar ik dit werk voor doe?" } },
        { { "Excellence", "Am I doing my work well?" },
            { "Ethics", "Am I doing right by everyone it touches?" },
            { "Engagement", "Is this why I do this work?" } } },
};

static const struct deck deck = {
    .key = "kennismaking",
    .name = { "Kennismaking", "First meeting" },
    .theme = { "Goed werk, iedere dag", "Good work, every day" },
    .vocabulary = &vocabulary,
    .cards = { &cards[1], &cards[0] },
    .card_count = SAMPLE_CARDS,
};

const struct content *sample_content(struct arena *a)
{
    struct faults faults = { .arena = a };
    const struct content *shipped = content_load(a, "content", NULL, &faults);
    if (shipped == NULL)
        fail_msg("%s:%d: %s", faults.list[0].file, faults.list[0].line, faults.list[0].what);

    struct content *c = arena_alloc(a, sizeof *c);
    for (int i = 0; i < shipped->language_count && i < 2; i++)
        c->languages[c->language_count++] = shipped->languages[i]; /* nl, en */
    c->cards = cards;
    c->card_count = SAMPLE_CARDS;
    c->decks = &deck;
    c->deck_count = 1;
    c->vocabularies = &vocabulary;
    c->vocabulary_count = 1;
    return c;
}
