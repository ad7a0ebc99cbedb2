/* Screen: choose a dilemma, by buttons or by sliding. */
#include "screens/screen.h"
#include "ui/button.h"
#include "ui/page.h"

struct grid {
    int columns, rows;
};

static const char *foot_of(const struct model *m, int card)
{
    return model_phrase(m, m->visit.answered[card].done ? PHRASE_DECK_ANSWERED : PHRASE_DECK_READ);
}

static int foot_height(struct ui *ui, const struct model *m, int card, int inner)
{
    const struct style *s = &ui->theme->text_strong;
    return ui_text_height(ui, s,
        inner - (m->visit.answered[card].done ? s->px + ui->theme->mm * 2 : 0), foot_of(m, card));
}

static int card_need(struct ui *ui, const struct model *m, int card, int width)
{
    const struct theme *t = ui->theme;
    const struct card_text *text = model_text(m, card);
    int inner = width - 2 * t->pad;
    const struct style *title = ui_long_title_style(ui, inner, text->title);
    if (ui_word_width(ui, title, text->title) > inner ||
        ui_word_width(ui, &t->text, text->teaser) > inner ||
        ui_word_width(ui, &t->kicker, text->field) > inner)
        return ui_glass(ui).h * 2;
    return 2 * t->pad + ui_text_height(ui, &t->kicker, inner, text->field) +
           ui_text_height(ui, title, inner, text->title) + t->mm +
           ui_text_height(ui, &t->text, inner, text->teaser) + t->gap +
           foot_height(ui, m, card, inner);
}

static bool grid_fits(struct ui *ui, const struct model *m, struct rect r, struct grid g)
{
    int gap = ui->theme->gap * 2;
    struct rect cell = rect_row(rect_column(r, g.columns, gap, 0), g.rows, gap, 0);
    for (int i = 0; i < m->deck->card_count; i++)
        if (card_need(ui, m, i, cell.w) > cell.h)
            return false;
    return true;
}

/* As many cards beside each other as all of the deck allow, below each other on a tall glass. */
static struct grid best_grid(struct ui *ui, const struct model *m, struct rect r)
{
    bool tall = ui_is_tall(ui);
    for (int n = tall ? 4 : 3; n > 1; n--) {
        struct grid g = tall ? (struct grid){ 1, n } : (struct grid){ n, 1 };
        if (n <= m->deck->card_count && grid_fits(ui, m, r, g))
            return g;
    }
    if (!grid_fits(ui, m, r, (struct grid){ 1, 1 }))
        ui_misfit(ui, "deck");
    return (struct grid){ 1, 1 };
}

static void draw_card(struct ui *ui, const struct model *m, int card, struct rect r)
{
    const struct theme *t = ui->theme;
    const struct card_text *text = model_text(m, card);
    bool answered = m->visit.answered[card].done;
    const char *id = arena_printf(ui->arena, "deck.card.%s", m->deck->cards[card]->key);

    ui_card(ui, r, t->paper, ui_is_pressed(ui, id) ? t->ink : t->paper_edge);
    ui_control(ui, (struct control){ .id = id,
                       .label = text->title,
                       .role = ROLE_BUTTON,
                       .rect = r,
                       .send = { MSG_OPEN_CARD, card },
                       .chosen = answered });
    r = rect_inset(r, t->pad);
    struct rect foot = rect_cut_bottom(&r, foot_height(ui, m, card, r.w));
    if (answered) {
        int side = t->text_strong.px;
        draw_icon(
            ui->draw, rect_centre(rect_cut_left(&foot, side), side, side), ICON_CHECK, t->ink);
        rect_cut_left(&foot, t->mm * 2);
    }
    ui_text(ui, NULL, foot, &t->text_strong, ALIGN_LEFT, foot_of(m, card));
    int arrow = ui_text_width(ui, &t->text_strong, "›");
    if (ui_text_width(ui, &t->text_strong, foot_of(m, card)) + arrow * 2 <= foot.w)
        ui_text(ui, NULL, foot, &t->text_strong, ALIGN_RIGHT, "›");
    rect_cut_top(&r, ui_text(ui, NULL, r, &t->kicker, ALIGN_LEFT, text->field));
    rect_cut_top(&r,
        ui_text(ui, NULL, r, ui_long_title_style(ui, r.w, text->title), ALIGN_LEFT, text->title) +
            t->mm);
    ui_text(ui, NULL, r, &t->text, ALIGN_LEFT, text->teaser);
}

struct turn {
    const char *id;
    enum phrase_id label;
    int first; /* card to turn to; below 0: none that way */
};

static struct button turn_button(const struct model *m, struct turn to)
{
    return (struct button){ .id = to.id,
        .label = model_phrase(m, to.label),
        .send = { MSG_DECK_PAGE, to.first < 0 ? 0 : to.first },
        .kind = BUTTON_CHIP,
        .disabled = to.first < 0 };
}

struct head {
    struct button next, previous;
    const char *title, *range; /* range NULL: all cards are on the glass, or it has no room */
    int buttons_w, range_w, height;
};

static struct head head_of(struct ui *ui, const struct model *m, int width, int first, int shown)
{
    const struct theme *t = ui->theme;
    int total = m->deck->card_count, last = first + shown < total ? first + shown : total;
    struct head h = {
        .next = turn_button(
            m, (struct turn){ "deck.next", PHRASE_DECK_NEXT, last < total ? last : -1 }),
        .previous = turn_button(
            m, (struct turn){ "deck.prev", PHRASE_DECK_PREV, first > 0 ? first - shown : -1 }),
        .title = model_phrase(m, PHRASE_DECK_TITLE),
    };
    if (shown < total) {
        h.buttons_w = ui_chip_width(ui, h.next.label, false) +
                      ui_chip_width(ui, h.previous.label, false) + 2 * t->gap;
        const char *phrase_text = model_phrase(m, shown == 1 ? PHRASE_GROUP_OF : PHRASE_DECK_RANGE);
        h.range = phrase_fill(ui->arena, phrase_text, "n", arena_printf(ui->arena, "%d", first + 1),
            "first", arena_printf(ui->arena, "%d", first + 1), "last",
            arena_printf(ui->arena, "%d", last), "total", arena_printf(ui->arena, "%d", total),
            NULL);
        h.range_w = ui_text_width(ui, &t->soft_text, h.range) + t->gap;
        if (h.buttons_w + h.range_w + ui_text_width(ui, &t->heading, h.title) > width)
            h.range = NULL;
        if (h.range == NULL)
            h.range_w = 0;
    }
    int room = width - h.buttons_w - h.range_w;
    h.height = ui_text_height(ui, ui_title_style(ui, room, h.title), room, h.title);
    if (h.height < t->target)
        h.height = t->target;
    return h;
}

/* Title, "1–3 van 6", and the two buttons to turn. */
static void draw_head(struct ui *ui, const struct head *h, struct rect r)
{
    const struct theme *t = ui->theme;
    if (h->buttons_w > 0) {
        struct rect next = rect_cut_right(&r, ui_chip_width(ui, h->next.label, false));
        ui_button(ui, rect_centre(next, next.w, t->target), &h->next);
        rect_cut_right(&r, t->gap);
        struct rect previous = rect_cut_right(&r, ui_chip_width(ui, h->previous.label, false));
        ui_button(ui, rect_centre(previous, previous.w, t->target), &h->previous);
        rect_cut_right(&r, t->gap);
        ui->controls->swipe_next = h->next.disabled ? (struct action){ 0 } : h->next.send;
        ui->controls->swipe_previous =
            h->previous.disabled ? (struct action){ 0 } : h->previous.send;
    }
    if (h->range != NULL) {
        ui_label(ui, "deck.range", rect_cut_right(&r, h->range_w - t->gap), &t->soft_text,
            ALIGN_RIGHT, h->range);
        rect_cut_right(&r, t->gap);
    }
    ui_label(ui, "deck.title", r, ui_title_style(ui, r.w, h->title), ALIGN_LEFT, h->title);
}

static void view(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    struct rect r = ui_page(ui, m,
        &(struct bar){ .back = model_phrase(m, PHRASE_NAV_START),
            .go_back = { MSG_GO, SCREEN_ATTRACT },
            .steps = NO_STEPS });
    rect_cut_bottom(&r, t->mm);
    /* The head is as high whatever page is shown; the cards share the rest. */
    int head_h = head_of(ui, m, r.w, 0, 1).height;
    struct rect cards = r;
    rect_cut_top(&cards, head_h + t->gap);

    if (!ui_is_tall(ui) && cards.h > t->mm * 95)
        cards.h = t->mm * 95; /* the proportions of a card */
    struct grid grid = best_grid(ui, m, cards);
    int shown = grid.columns * grid.rows, first = m->visit.deck_first / shown * shown;
    struct head head = head_of(ui, m, r.w, first, shown);
    draw_head(ui, &head, rect_cut_top(&r, head_h));
    for (int i = 0; i < shown && first + i < m->deck->card_count; i++) {
        struct rect cell = rect_row(rect_column(cards, grid.columns, t->gap * 2, i % grid.columns),
            grid.rows, t->gap * 2, i / grid.columns);
        draw_card(ui, m, first + i, cell);
    }
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    switch (msg->kind) {
    case MSG_OPEN_CARD:
        model_open_card(m, msg->card);
        break;
    case MSG_DECK_PAGE:
        m->visit.deck_first = msg->number;
        break;
    case MSG_GO: /* back to the start: whoever comes now begins afresh */
        model_next_visitor(m, fx);
        break;
    default:
        break;
    }
}

const struct screen screen_deck = { .on_msg = on_msg, .view = view };
