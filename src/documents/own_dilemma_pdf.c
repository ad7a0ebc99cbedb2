#include "documents/own_dilemma_pdf.h"

#include "documents/leaf.h"

#define STEP_MM 7.5 /* from line to line, for a pen */

static const struct typeset_style style_title = { FACE_TITLE, 17, 20 };
static const struct typeset_style style_ask = { FACE_STRONG, 9, 12 };

struct form {
    const struct language *language;
    const struct vocabulary *vocabulary;
    int spoken; /* language of the vocabulary */
};

static void ask(struct leaf *l, const struct form *f, enum phrase_id id, int lines)
{
    leaf_gap(l, 3);
    leaf_display(l, style_ask, phrase(f->language, id));
    leaf_lines(l, lines, STEP_MM);
}

static void put_form(struct leaf *l, const void *what)
{
    const struct form *f = what;
    leaf_display(l, style_title, phrase(f->language, PHRASE_OWN_TITLE));
    leaf_gap(l, -1);
    ask(l, f, PHRASE_OWN_NAME, 1);
    ask(l, f, PHRASE_OWN_STORY, 5);
    ask(l, f, PHRASE_OWN_ELEMENTS, 0);
    for (enum element e = 0; e < ELEMENT_COUNT; e++) {
        leaf_gap(l, 2.5);
        leaf_element(l, e, f->vocabulary->says[f->spoken][e].word, NULL);
        leaf_gap(l, 0.5);
        leaf_rule(l);
    }
    ask(l, f, PHRASE_OWN_WOULD, 2);
}

bool own_dilemma_pdf(struct typesetter *t, struct arena *a, const struct content *content,
    int language, const struct vocabulary *vocabulary, struct document *out, struct err *err)
{
    const struct form f = { &content->languages[language], vocabulary,
        vocabulary_language(vocabulary, language, 0) };
    struct leaf l = leaf_begin(t, f.language, phrase(f.language, PHRASE_OWN_FOOT), 105, 148, 9);
    leaf_fit(&l, put_form, &f);
    put_form(&l, &f);
    return leaf_end(&l, a, out, err);
}
