/* Screen: the invitation, while nobody is there. */
#include "core/plain_text.h"
#include "screens/screen.h"
#include "ui/button.h"
#include "ui/page.h"

/* The card that lies on top; the first of the deck. */
enum { SHOWN_CARD = 0 };

/* Nobody can answer now. */
static bool is_paused(const struct model *m)
{
    return m->machine.ready && m->machine.meeting.state != MEETING_RUNNING;
}

static enum phrase_id title_of(const struct model *m)
{
    return !is_paused(m)                                ? PHRASE_ATTRACT_TITLE
           : m->machine.meeting.state == MEETING_PAUSED ? PHRASE_PAUSE_TITLE
                                                        : PHRASE_CLOSED_TITLE;
}

static enum phrase_id line_of(const struct model *m)
{
    return !is_paused(m)                                ? PHRASE_ATTRACT_LINE
           : m->machine.meeting.state == MEETING_PAUSED ? PHRASE_PAUSE_LINE
                                                        : PHRASE_CLOSED_LINE;
}

static const char *kicker_of(const struct model *m, struct ui *ui)
{
    const char *theme = model_said(m, m->deck->theme),
               *place = plain_text_breakable(ui->arena, m->machine.meeting.place);
    if (theme == NULL)
        theme = "";
    return place[0] == '\0'   ? theme
           : theme[0] == '\0' ? place
                              : arena_printf(ui->arena, "%s · %s", place, theme);
}

/* One line of small print at the foot: how many went before, or how to set the kiosk up. */
static const char *foot_of(const struct model *m, struct ui *ui)
{
    uint32_t total = m->machine.practice ? 0 : model_published_total(m);
    if (m->machine.ready && m->machine.fresh && !m->machine.practice)
        return model_phrase(m, PHRASE_ATTRACT_SETUP);
    if (total < TALLY_ATTRACT_FROM)
        return NULL;
    return phrase_count(ui->arena, model_language(m), PHRASE_ATTRACT_COUNT, (long)total);
}

/* --- the pile of cards --- */

static int pile_step(const struct ui *ui)
{
    return ui->theme->mm * 2;
}

static int icon_side(const struct ui *ui)
{
    return ui->theme->mm * 8;
}

static int card_need(struct ui *ui, const struct model *m, int width)
{
    const struct theme *t = ui->theme;
    const struct card_text *text = model_text(m, SHOWN_CARD);
    int inner = width - 2 * t->pad;
    return 2 * t->pad + ui_text_height(ui, &t->kicker, inner, text->field) +
           ui_text_height(ui, ui_long_title_style(ui, inner, text->title), inner, text->title) +
           t->gap + ui_text_height(ui, &t->text, inner, text->teaser) + t->gap + icon_side(ui);
}

static void draw_pile(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    const struct card_text *text = model_text(m, SHOWN_CARD);
    int step = pile_step(ui);

    r.w -= 2 * step;
    r.h -= 2 * step;
    for (int i = 2; i > 0; i--)
        ui_card(
            ui, (struct rect){ r.x + i * step, r.y + i * step, r.w, r.h }, t->well, t->paper_edge);
    ui_card(ui, r, t->paper, t->paper_edge);
    ui_control(ui, (struct control){ .id = "attract.card",
                       .label = text->title,
                       .role = ROLE_BUTTON,
                       .rect = r,
                       .send = { MSG_OPEN_CARD, SHOWN_CARD } });
    r = rect_inset(r, t->pad);
    struct rect row = rect_cut_bottom(&r, icon_side(ui));
    for (int e = 0; e < ELEMENT_COUNT; e++) {
        draw_icon(ui->draw, rect_cut_left(&row, icon_side(ui)), icon_of_element((enum element)e),
            t->element[e]);
        rect_cut_left(&row, t->mm * 3);
    }
    rect_cut_top(&r, ui_text(ui, "attract.field", r, &t->kicker, ALIGN_LEFT, text->field));
    rect_cut_top(
        &r, ui_text(ui, "attract.card_title", r, &t->title, ALIGN_LEFT, text->title) + t->gap);
    ui_text(ui, "attract.teaser", r, &t->text, ALIGN_LEFT, text->teaser);
}

/* --- the invitation --- */

struct words {
    const struct style *style; /* of the title */
    const char *kicker, *title, *line, *foot;
    struct button start;
    int kicker_h, title_h, line_h, foot_h, height;
};

static struct words words_in(
    struct ui *ui, const struct model *m, int width, const struct style *style)
{
    const struct theme *t = ui->theme;
    bool paused = is_paused(m);
    struct words w = {
        .style = style,
        .kicker = kicker_of(m, ui),
        .title = model_phrase(m, title_of(m)),
        .line = model_phrase(m, line_of(m)),
        .foot = foot_of(m, ui),
        .start = { .id = "attract.begin",
            .label = model_phrase(m, PHRASE_ATTRACT_START),
            .send = { MSG_START, 0 },
            .kind = BUTTON_MAIN,
            .disabled = paused },
    };
    w.kicker_h = ui_text_height(ui, &t->kicker, width, w.kicker);
    w.title_h = ui_text_height(ui, style, width, w.title) + t->mm * 2;
    w.line_h = ui_text_height(ui, &t->text, width, w.line);
    w.foot_h = w.foot == NULL ? 0 : ui_text_height(ui, &t->small, width, w.foot) + t->mm;
    w.height = w.kicker_h + w.title_h + w.line_h + t->target + t->answer + t->gap + w.foot_h;
    return w;
}

/* With the largest title that leaves room for the rest. */
static struct words words_of(struct ui *ui, const struct model *m, struct rect r)
{
    struct words w = words_in(ui, m, r.w, &ui->theme->hero);
    return w.height <= r.h ? w : words_in(ui, m, r.w, &ui->theme->title);
}

/* "Je antwoord is anoniem": a link with the height of a target. */
static void draw_privacy(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    const char *label = model_phrase(m, PHRASE_ATTRACT_ANONYMOUS);
    int width = ui_text_width(ui, &t->text, label);
    struct rect line = { r.x, r.y, width, r.h };

    ui_label(ui, NULL, line, &t->text, ALIGN_LEFT, label);
    draw_fill(ui->draw, (struct rect){ r.x, r.y + (r.h + t->text.px) / 2, width, t->line_px * 2 },
        0, t->ink);
    ui_control(ui, (struct control){ .id = "attract.privacy",
                       .label = label,
                       .role = ROLE_BUTTON,
                       .rect = line,
                       .send = { MSG_GO, SCREEN_PRIVACY } });
}

static void draw_words(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    struct words w = words_of(ui, m, r);
    if (w.height > r.h && !m->machine.fresh) { /* how many went before is not needed to begin */
        w.foot = NULL;
        w.height -= w.foot_h;
    }
    int button_h = w.height > r.h ? t->target : t->answer;
    w.height += button_h - t->answer;

    rect_cut_top(&r, (r.h - w.height) / 2);
    rect_cut_top(&r, ui_text(ui, "attract.theme", r, &t->kicker, ALIGN_LEFT, w.kicker));
    ui_text(ui, "attract.title", r, w.style, ALIGN_LEFT, w.title);
    rect_cut_top(&r, w.title_h);
    rect_cut_top(&r, ui_text(ui, "attract.line", r, &t->text, ALIGN_LEFT, w.line));
    draw_privacy(ui, m, rect_cut_top(&r, t->target));
    struct rect button = rect_cut_top(&r, button_h);
    int wide = t->mm * 74;
    button.w = button.w < wide ? button.w : wide;
    if (!w.start.disabled)
        ui_button(ui, button, &w.start);
    rect_cut_top(&r, t->gap);
    if (w.foot != NULL)
        ui_text(ui, "attract.foot", r, &t->small, ALIGN_LEFT, w.foot);
}

/* Where the words and the pile of cards go; a pile without height is left out. */
static void share_page(
    struct ui *ui, const struct model *m, struct rect page, struct rect *words, struct rect *pile)
{
    const struct theme *t = ui->theme;
    int step = pile_step(ui), most = t->mm * 88, widest = t->mm * 66;

    *words = *pile = page;
    if (ui_is_tall(ui)) {
        int need = words_in(ui, m, page.w, &t->hero).height;
        *pile = rect_cut_top(words, page.h - need - t->gap * 2);
        *pile = rect_centre(*pile, pile->w < widest ? pile->w : widest, pile->h);
    } else {
        *pile = rect_cut_right(words, page.w * 40 / 100);
        rect_cut_right(words, t->gap * 3);
        *pile = rect_centre(*pile, pile->w < widest ? pile->w : widest, pile->h);
    }
    int need = card_need(ui, m, pile->w - 2 * step) + 2 * step;
    bool too_high = need > pile->h || words_in(ui, m, words->w, &t->hero).height > words->h;
    if (is_paused(m) || too_high) { /* the pile is an ornament, the words are not */
        *words = page;
        pile->h = 0;
        return;
    }
    if (need < most)
        need = pile->h < most ? pile->h : most;
    *pile = rect_centre(*pile, pile->w, need);
}

static void view(const struct model *m, struct ui *ui)
{
    struct rect words, pile;
    struct action start = { is_paused(m) ? MSG_NONE : MSG_START, 0 };
    struct bar bar = { .tap_wordmark = start, .steps = NO_STEPS, .all_languages = true };

    ui_control(ui, (struct control){ .id = "attract.start",
                       .label = model_phrase(m, PHRASE_ATTRACT_START),
                       .role = ROLE_GROUND,
                       .rect = ui_glass(ui),
                       .send = start });
    share_page(ui, m, ui_page(ui, m, &bar), &words, &pile);
    draw_words(ui, m, words);
    if (pile.h > 0)
        draw_pile(ui, m, pile);
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    (void)fx;
    if (is_paused(m) && (msg->kind == MSG_START || msg->kind == MSG_OPEN_CARD))
        return;
    switch (msg->kind) {
    case MSG_START:
        model_go(m, SCREEN_DECK);
        break;
    case MSG_OPEN_CARD:
        model_open_card(m, msg->card);
        break;
    case MSG_GO:
        m->visit.story_page = 0;
        model_go(m, msg->screen);
        break;
    case MSG_OPEN_ORGANISER:
        model_open_organiser(m);
        break;
    default:
        break;
    }
}

const struct screen screen_attract = { .on_msg = on_msg, .view = view };
