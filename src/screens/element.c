/* Screen: which E is at stake in this card? */
#include "screens/dilemma.h"
#include "screens/screen.h"
#include "screens/story.h"
#include "screens/turn.h"
#include "ui/button.h"
#include "ui/page.h"

static const char *const tile_ids[ELEMENT_COUNT] = { "element.excellence", "element.ethics",
    "element.engagement" };

/* --- tiles --- */

static int tile_pad(const struct ui *ui)
{
    return ui->theme->mm * 3;
}

static int tile_icon(const struct ui *ui)
{
    return ui->theme->mm * 11;
}

/* The icon stands beside the word, or above it where the word needs the width. */
static bool icon_beside(struct ui *ui, const struct model *m, int width)
{
    int room = width - 3 * tile_pad(ui) - tile_icon(ui);
    for (int e = 0; e < ELEMENT_COUNT; e++)
        if (ui_text_width(ui, &ui->theme->word, model_word(m, (enum element)e)) > room)
            return false;
    return true;
}

static struct style question_style(const struct ui *ui)
{
    struct style s = ui->theme->text;
    s.colour = ui->theme->on_element;
    s.line = s.px * 124 / 100;
    return s;
}

static int tile_text_height(struct ui *ui, const struct model *m, enum element e, int width)
{
    struct style s = question_style(ui);
    return ui_text_height(ui, &ui->theme->word, width, model_word(m, e)) +
           ui_text_height(ui, &s, width, model_question(m, e));
}

static int tile_need(struct ui *ui, const struct model *m, enum element e, int width)
{
    bool beside = icon_beside(ui, m, width);
    int inner = width - 2 * tile_pad(ui) - (beside ? tile_icon(ui) + tile_pad(ui) : 0);
    int need = tile_text_height(ui, m, e, inner) + 2 * ui->theme->mm;
    if (!beside)
        need += tile_icon(ui) + ui->theme->mm;
    return need > ui->theme->answer ? need : ui->theme->answer;
}

static void draw_tile(struct ui *ui, const struct model *m, enum element e, struct rect r)
{
    const struct theme *t = ui->theme;
    bool beside = icon_beside(ui, m, r.w), chosen = m->visit.element == (int)e;
    struct style question = question_style(ui);

    if (chosen || ui_is_pressed(ui, tile_ids[e]))
        draw_edge(ui->draw, r, t->radius, t->mm, t->ink, t->element[e]);
    else
        draw_fill(ui->draw, r, t->radius, t->element[e]);
    struct rect inner = rect_inset_xy(r, tile_pad(ui), t->mm);
    int side = tile_icon(ui);
    if (beside) {
        draw_icon(ui->draw, rect_centre(rect_cut_left(&inner, side), side, side),
            icon_of_element(e), t->on_element);
        rect_cut_left(&inner, tile_pad(ui));
    } else {
        int high = side + t->mm + tile_text_height(ui, m, e, inner.w);
        inner = rect_centre(inner, inner.w, high);
        struct rect top = rect_cut_top(&inner, side);
        draw_icon(
            ui->draw, (struct rect){ top.x, top.y, side, side }, icon_of_element(e), t->on_element);
        rect_cut_top(&inner, t->mm);
    }
    inner = rect_centre(inner, inner.w, tile_text_height(ui, m, e, inner.w));
    rect_cut_top(&inner, ui_text(ui, NULL, inner, &t->word, ALIGN_LEFT, model_word(m, e)));
    ui_text(ui, NULL, inner, &question, ALIGN_LEFT, model_question(m, e));
    ui_control(ui, (struct control){ .id = tile_ids[e],
                       .label = model_word(m, e),
                       .role = ROLE_BUTTON,
                       .rect = r,
                       .send = { MSG_PICK_ELEMENT, (int)e },
                       .chosen = chosen });
}

/* --- question and tiles --- */

static int tile_needs(struct ui *ui, const struct model *m, int width, int needs[ELEMENT_COUNT])
{
    int sum = (ELEMENT_COUNT - 1) * ui->theme->gap;
    for (int e = 0; e < ELEMENT_COUNT; e++)
        sum += needs[e] = tile_need(ui, m, (enum element)e, width);
    return sum;
}

static int title_height(struct ui *ui, const struct model *m, int width)
{
    return ui_text_height(ui, &ui->theme->heading, width, model_phrase(m, PHRASE_ELEMENT_TITLE)) +
           ui->theme->mm;
}

static int line_height(struct ui *ui, const struct model *m, int width)
{
    return ui_text_height(ui, &ui->theme->soft_text, width, model_phrase(m, PHRASE_ELEMENT_LINE));
}

int element_ask_height(struct ui *ui, const struct model *m, int width)
{
    int needs[ELEMENT_COUNT];
    return title_height(ui, m, width) + line_height(ui, m, width) + ui->theme->gap +
           tile_needs(ui, m, width, needs);
}

static void draw_ask(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    int needs[ELEMENT_COUNT], heights[ELEMENT_COUNT], sum = tile_needs(ui, m, r.w, needs);
    bool with_line = element_ask_height(ui, m, r.w) <= r.h;

    ui_text(ui, "element.title", r, &t->heading, ALIGN_LEFT, model_phrase(m, PHRASE_ELEMENT_TITLE));
    rect_cut_top(&r, title_height(ui, m, r.w));
    if (with_line) { /* the title says it too: large letters need the room for the tiles */
        rect_cut_top(&r, ui_text(ui, "element.line", r, &t->soft_text, ALIGN_LEFT,
                             model_phrase(m, PHRASE_ELEMENT_LINE)));
        rect_cut_top(&r, t->gap);
    }
    if (sum > r.h)
        ui_misfit(ui, "element");
    dilemma_share(needs, ELEMENT_COUNT, t->gap, r.h, t->mm * 34, heights);
    for (int e = 0; e < ELEMENT_COUNT; e++) {
        draw_tile(ui, m, (enum element)e, rect_cut_top(&r, heights[e]));
        rect_cut_top(&r, t->gap);
    }
}

/* --- small: the story first, page by page --- */

static void draw_story_page(struct ui *ui, const struct model *m, struct rect page)
{
    const struct theme *t = ui->theme;
    struct button more = {
        .id = "story.more", .label = model_phrase(m, PHRASE_NAV_MORE), .kind = BUTTON_MAIN
    };
    struct rect side = page;
    struct rect button =
        ui_is_tall(ui)
            ? rect_cut_bottom(&side, t->answer)
            : rect_cut_right(&side, ui_word_width(ui, &t->button, more.label) + t->mm * 9);
    if (ui_is_tall(ui))
        rect_cut_bottom(&side, t->gap);
    else
        rect_cut_right(&side, t->gap);

    struct page_span span = story_span(ui, m, side, m->visit.story_page);
    if (ui_is_tall(ui) && span.pages == 1) { /* a short story does not need a tall card */
        int need = story_height(ui, m, side.w);
        side.h = need < side.h ? need : side.h;
    }
    story_draw_page(ui, m, side, span);
    bool last = span.page + 1 == span.pages;
    more.send = (struct action){ MSG_STORY_PAGE, last ? STORY_QUESTION : span.page + 1 };
    if (span.pages > 1)
        more.label = turn_label(ui, more.label, span);
    ui_button(ui, button, &more);
}

static void view(const struct model *m, struct ui *ui)
{
    struct bar bar = {
        .back = model_phrase(m, PHRASE_NAV_BACK), .go_back = { MSG_GO, SCREEN_DECK }, .steps = 1
    };
    struct dilemma d = dilemma_layout(ui, m, ui_page_room(ui, &bar));
    bool small = d.layout == LAYOUT_SMALL, question = m->visit.story_page == STORY_QUESTION;

    if (small && question) {
        bar.back = model_phrase(m, PHRASE_NAV_STORY);
        bar.go_back = (struct action){ MSG_STORY_PAGE, 0 };
    } else if (small && m->visit.story_page > 0) {
        bar.go_back = (struct action){ MSG_STORY_PAGE, m->visit.story_page - 1 };
    }
    ui_page(ui, m, &bar);
    if (small && !question) {
        draw_story_page(ui, m, d.story);
        return;
    }
    if (!small)
        story_draw(ui, m, d.story);
    draw_ask(ui, m, d.ask);
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    (void)fx; /* nothing leaves the machine from here */
    switch (msg->kind) {
    case MSG_GO:
        model_go(m, msg->screen);
        break;
    case MSG_STORY_PAGE:
        m->visit.story_page = msg->number;
        break;
    case MSG_PICK_ELEMENT:
        m->visit.element = (int)msg->element;
        m->visit.choice_page = 0;
        m->visit.story_page = STORY_QUESTION; /* Back from the choice comes to the tiles */
        model_go(m, SCREEN_CHOICE);
        break;
    default:
        break;
    }
}

const struct screen screen_element = { .on_msg = on_msg, .view = view };
