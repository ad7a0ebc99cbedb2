#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "card_desk.h"

#include "run.h"
#include "temp.h"

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

int card_desk_open(void **state)
{
    struct card_desk *d = calloc(1, sizeof *d);
    struct err err;
    d->arena = arena_new();
    d->folder = temp_make(d->arena);
    d->pdf = arena_printf(d->arena, "%s/card.pdf", d->folder);
    d->typesetter = typesetter_open("assets/fonts", &err);
    *state = d;
    return d->typesetter == NULL;
}

int card_desk_close(void **state)
{
    struct card_desk *d = *state;
    typesetter_close(d->typesetter);
    temp_remove(d->folder);
    arena_free(d->arena);
    free(d);
    return 0;
}

struct card_print card_desk_card(const struct card_text *text, enum sample_language language,
    enum element element, enum choice choice)
{
    return (struct card_print){
        .language = sample_language(language),
        .text = text,
        .heading = sample_heading(language),
        .element_word = sample_word(language, element),
        .element = element,
        .choice = choice,
    };
}

void card_desk_print(struct card_desk *d, const struct card_print *card, struct paper *paper)
{
    struct document pdf;
    struct err err = { .detail = "" };
    if (!card_pdf(d->typesetter, d->arena, card, paper, &pdf, &err))
        fail_msg("paper %d: %s", paper->kind, err.detail);
    temp_write(d->pdf, pdf.bytes, pdf.len);
}

char *card_desk_ask(struct card_desk *d, const char *program, const char *option)
{
    const char *argv[] = { program, option == NULL ? d->pdf : option,
        option == NULL ? NULL : d->pdf, option == NULL ? NULL : "-", NULL };
    int status;
    char *answer = run_output(d->arena, NULL, argv, &status);
    assert_int_equal(status, 0);
    return answer;
}

void card_desk_every(struct card_desk *d,
    void (*test)(struct card_desk *d, const struct card_print *card, struct paper paper))
{
    static const enum choice choices[] = { CHOICE_A, CHOICE_OTHER };
    for (enum paper_kind kind = 0; kind < PAPER_KIND_COUNT; kind++) {
        for (enum sample_language language = 0; language < SAMPLE_LANGUAGE_COUNT; language++) {
            for (size_t i = 0; i < COUNT_OF(choices); i++) {
                enum element element = (enum element)(((int)kind + (int)language) % ELEMENT_COUNT);
                struct card_print usual =
                    card_desk_card(sample_card(language), language, element, choices[i]);
                test(d, &usual, paper_nominal(kind));
                struct card_print longest =
                    card_desk_card(sample_longest(language), language, ELEMENT_ETHICS, choices[i]);
                test(d, &longest, paper_nominal(kind));
            }
        }
    }
}
