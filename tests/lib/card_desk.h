/* Prints cards into a folder and asks other programs what became of them. */
#ifndef TESTS_CARD_DESK_H
#define TESTS_CARD_DESK_H

#include "documents/card_pdf.h"
#include "sample_card.h"

struct card_desk {
    struct typesetter *typesetter;
    struct arena *arena;
    const char *folder, *pdf; /* pdf: the path of the card that was printed last */
};

/* For cmocka_run_group_tests; *state is a struct card_desk *. */
int card_desk_open(void **state);
int card_desk_close(void **state);

struct card_print card_desk_card(const struct card_text *text, enum sample_language language,
    enum element element, enum choice choice);

/* Fails the test where the card does not fit. */
void card_desk_print(struct card_desk *d, const struct card_print *card, struct paper *paper);

/* What "program option card.pdf -" says, or, without an option, "program card.pdf". */
char *card_desk_ask(struct card_desk *d, const char *program, const char *option);

/* All papers, languages, texts and kinds of choice; test is handed each card and its paper. */
void card_desk_every(struct card_desk *d,
    void (*test)(struct card_desk *d, const struct card_print *card, struct paper paper));

#endif
