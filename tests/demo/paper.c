#include "paper.h"

#include "core/date.h"
#include "documents/card_pdf.h"
#include "run.h"
#include "temp.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[PAPER_KIND_COUNT] = { [PAPER_A6] = "a6",
    [PAPER_A5] = "a5",
    [PAPER_A4] = "a4",
    [PAPER_10X15] = "10x15",
    [PAPER_ROLL_80] = "roll" };

static struct card_print card_of(const struct fill *f)
{
    const struct language *l = &f->content->languages[0];
    const enum element element = ELEMENT_ETHICS;
    return (struct card_print){ .language = l,
        .text = card_text_in(f->deck->cards[FILL_CARD_MANY], 0, 0, NULL),
        .heading = arena_printf(
            f->arena, "%s · %s", f->meeting.title, date_long(f->arena, l, f->meeting.date)),
        .element_word = f->deck->vocabulary->says[0][element].word,
        .element = element,
        .choice = CHOICE_B };
}

void paper_picture(struct arena *a, const char *pdf)
{
    const char *png = arena_strndup(a, pdf, strlen(pdf) - strlen(".pdf"));
    const char *argv[] = { "pdftoppm", "-r", "150", "-png", "-singlefile", pdf, png, NULL };
    int status;
    (void)run_output(a, NULL, argv, &status);
    if (status != 0) {
        fprintf(stderr, "demo: pdftoppm makes no picture of %s\n", pdf);
        exit(EXIT_FAILURE);
    }
}

void paper_make(const struct fill *f, const char *out)
{
    struct err err = { .detail = "" };
    struct card_print card = card_of(f);
    struct typesetter *t = typesetter_open("assets/fonts", &err);
    for (enum paper_kind kind = 0; t != NULL && kind < PAPER_KIND_COUNT; kind++) {
        struct paper paper = paper_nominal(kind);
        struct document pdf;
        const char *path = arena_printf(f->arena, "%s/card-%s.pdf", out, names[kind]);
        if (!card_pdf(t, f->arena, &card, &paper, &pdf, &err))
            break;
        temp_write(path, pdf.bytes, pdf.len);
        paper_picture(f->arena, path);
    }
    typesetter_close(t);
    if (err.detail[0] != '\0') {
        fprintf(stderr, "demo: cannot print a card: %s\n", err.detail);
        exit(EXIT_FAILURE);
    }
}
