#include "documents/stories_pdf.h"

#include "documents/leaf.h"

static const struct typeset_style style_story = { FACE_TEXT, 12, 17.5 };
static const struct typeset_style style_teaser = { FACE_ITALIC, 12, 16.5 };
static const struct typeset_style style_field = { FACE_STRONG, 9, 12.5 };

struct story {
    const struct language *language;
    const struct vocabulary *vocabulary;
    const struct card *card;
    const struct card_text *text;
    int spoken; /* language of the vocabulary */
};

static void put_choices(struct leaf *l, const void *what)
{
    const struct story *s = what;
    const double indent_mm = 9.8; /* as wide as the shapes of the E’s */
    leaf_put(l, leaf_strong, phrase(s->language, PHRASE_CHOICE_TITLE));
    leaf_gap(l, 1);
    for (int c = 0; c < s->card->choice_count; c++) {
        char letter[] = { (char)('A' + c), '\0' };
        leaf_item(l, leaf_text, letter, indent_mm, s->text->choices[c]);
    }
    leaf_item(l, leaf_text, "…", indent_mm, phrase(s->language, PHRASE_CHOICE_OTHER_SHORT));
}

static void put_elements(struct leaf *l, const void *what)
{
    const struct story *s = what;
    leaf_put(l, leaf_strong, phrase(s->language, PHRASE_ELEMENT_TITLE));
    for (enum element e = 0; e < ELEMENT_COUNT; e++) {
        leaf_gap(l, 2);
        leaf_element(l, e, s->vocabulary->says[s->spoken][e].word,
            s->vocabulary->says[s->spoken][e].question);
    }
}

static void put_story(struct leaf *l, const void *what)
{
    const struct story *s = what;
    leaf_put(l, style_field, s->text->field);
    leaf_gap(l, 1);
    leaf_display(l, leaf_title, s->text->title);
    leaf_gap(l, 1);
    leaf_display(l, style_teaser, s->text->teaser);
    leaf_gap(l, 5);
    for (int i = 0; i < s->text->paragraph_count; i++) {
        leaf_gap(l, i > 0 ? 2.5 : 0);
        leaf_put(l, style_story, s->text->paragraphs[i]);
    }
    leaf_gap(l, 5);
    leaf_rule(l);
    leaf_gap(l, 3.5);
    leaf_keep(l, put_elements, s);
    leaf_gap(l, 4);
    leaf_keep(l, put_choices, s);
}

bool stories_pdf(struct typesetter *t, struct arena *a, const struct content *content, int language,
    const struct deck *deck, const struct vocabulary *vocabulary, struct document *out,
    struct err *err)
{
    const struct language *words = &content->languages[language];
    struct leaf l = leaf_begin(t, words, phrase(words, PHRASE_STORIES_FOOT), 148, 210, 13);
    for (int i = 0; i < deck->card_count; i++) {
        struct story s = { words, vocabulary, deck->cards[i],
            card_text_in(deck->cards[i], language, 0, NULL),
            vocabulary_language(vocabulary, language, 0) };
        if (i > 0)
            leaf_next_page(&l);
        leaf_fit(&l, put_story, &s);
        put_story(&l, &s);
    }
    return leaf_end(&l, a, out, err);
}
