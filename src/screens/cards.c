/* Screen: the dilemmas of the meeting, in their order; and all others, to choose from. */
#include "screens/rows.h"
#include "screens/screen.h"
#include "screens/turn.h"
#include "ui/button.h"
#include "ui/page.h"

enum cards_part { PART_ORDER, PART_CHOOSE };

static const struct card_text *text_of(const struct model *m, int card)
{
    return card_text_in(&m->content->cards[card], m->visit.language, m->default_language, NULL);
}

/* --- in which order --- */

static int move_width(const struct ui *ui)
{
    return ui->theme->mm * 16;
}

static int label_width(const struct ui *ui, int width)
{
    return width - 2 * (move_width(ui) + ui->theme->gap) - 2 * ui->theme->pad;
}

static const char *numbered(struct ui *ui, const struct model *m, const struct card_list *l, int i)
{
    return arena_printf(ui->arena, "%d. %s", i + 1, text_of(m, l->card[i])->title);
}

static int order_height(
    struct ui *ui, const struct model *m, const struct card_list *l, int i, int w)
{
    const struct theme *t = ui->theme;
    int height =
        ui_text_height(ui, &t->text_strong, label_width(ui, w), numbered(ui, m, l, i)) + 2 * t->mm;
    return height > t->target ? height : t->target;
}

static void draw_move(struct ui *ui, struct rect r, const char *id, const char *label,
    struct action send, bool disabled)
{
    ui_button(ui, rect_centre(r, r.w, ui->theme->target),
        &(struct button){ .id = id,
            .label = label,
            .send = send,
            .kind = BUTTON_OTHER,
            .disabled = disabled,
            .quick = true });
}

static void draw_order_row(
    struct ui *ui, const struct model *m, const struct card_list *l, int i, struct rect r)
{
    const struct theme *t = ui->theme;
    const char *key = m->content->cards[l->card[i]].key;
    struct rect later = rect_cut_right(&r, move_width(ui));
    rect_cut_right(&r, t->gap);
    struct rect earlier = rect_cut_right(&r, move_width(ui));
    rect_cut_right(&r, t->gap);
    ui_card(ui, r, t->paper, t->paper_edge);
    ui_label(ui, arena_printf(ui->arena, "cards.%d", i + 1), rect_inset_xy(r, t->pad, 0),
        &t->text_strong, ALIGN_LEFT, numbered(ui, m, l, i));
    draw_move(ui, earlier, arena_printf(ui->arena, "cards.earlier.%s", key), "↑",
        (struct action){ MSG_DRAFT_EARLIER, i }, i == 0);
    draw_move(ui, later, arena_printf(ui->arena, "cards.later.%s", key), "↓",
        (struct action){ MSG_DRAFT_LATER, i }, i + 1 == l->count);
}

static void draw_order(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    struct draft d = organiser_draft(m);
    int heights[DECK_CARD_MAX], n = d.cards.count;
    struct button choose = { .id = "cards.choose",
        .label = model_phrase(m, PHRASE_CARDS_CHOOSE),
        .send = { MSG_PART, PART_CHOOSE },
        .kind = BUTTON_OTHER };
    struct rect foot = rect_cut_bottom(&r, ui_buttons_height(ui, &choose, 1, r.w / 2, r.h));
    rect_cut_bottom(&r, t->gap);

    for (int i = 0; i < n; i++)
        heights[i] = order_height(ui, m, &d.cards, i, r.w);
    struct page_span span = pager_span(heights, n, t->gap, r.h, m->organiser.page);
    if (!span.fits)
        ui_misfit(ui, "cards");
    for (int i = span.first; i < span.first + span.count; i++) {
        draw_order_row(ui, m, &d.cards, i, rect_cut_top(&r, heights[i]));
        rect_cut_top(&r, t->gap);
    }
    if (span.pages > 1) {
        struct rect turn = rect_column(foot, 2, t->gap, 1);
        foot = rect_column(foot, 2, t->gap, 0);
        turn_button(ui, m, turn, "cards.more", MSG_PAGE, span);
    }
    ui_button(ui, foot, &choose);
}

/* --- which ones --- */

/* All cards, each once: those of the deck in its order, then the others. */
static int all_cards(struct ui *ui, const struct model *m, const struct draft *d, int **cards)
{
    const struct content *c = m->content;
    const struct deck *deck = content_deck(c, d->meeting.deck);
    struct card_list first = deck != NULL ? card_list_of(c, deck) : d->cards;
    int *all = arena_alloc(ui->arena, sizeof *all * (size_t)c->card_count), n = 0;
    for (int i = 0; i < first.count; i++)
        all[n++] = first.card[i];
    for (int i = 0; i < c->card_count; i++)
        if (!card_list_has(&first, i))
            all[n++] = i;
    *cards = all;
    return n;
}

static void draw_choose(struct ui *ui, const struct model *m, struct rect r)
{
    struct draft d = organiser_draft(m);
    int *cards, n = all_cards(ui, m, &d, &cards);
    struct row *rows = arena_alloc(ui->arena, sizeof *rows * (size_t)n);
    for (int i = 0; i < n; i++) {
        const struct card_text *text = text_of(m, cards[i]);
        bool in = card_list_has(&d.cards, cards[i]);
        rows[i] = (struct row){ .id = arena_printf(
                                    ui->arena, "cards.card.%s", m->content->cards[cards[i]].key),
            .title = text->title,
            .line = text->field,
            .send = { MSG_DRAFT_CARD, cards[i] },
            .chosen = in,
            .stays = true,
            .disabled = in ? d.cards.count == 1 : d.cards.count == DECK_CARD_MAX };
    }
    (void)rows_draw(ui, m, r, rows, n, "cards.more");
}

static void view(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    bool choose = m->organiser.part == PART_CHOOSE;
    struct draft d = organiser_draft(m);
    struct rect r = ui_page(ui, m,
        &(struct bar){ .back = model_phrase(m, PHRASE_NAV_BACK),
            .go_back = choose ? (struct action){ MSG_PART, PART_ORDER }
                              : (struct action){ MSG_GO, SCREEN_MEETING },
            .steps = NO_STEPS });
    const char *title =
        choose ? phrase_count(ui->arena, model_language(m), PHRASE_CARDS_CHOSEN, d.cards.count)
               : model_phrase(m, PHRASE_CARDS_TITLE);
    rect_cut_top(&r, ui_text(ui, "cards.title", r, &t->heading, ALIGN_LEFT, title) + t->gap);
    if (choose)
        draw_choose(ui, m, r);
    else
        draw_order(ui, m, r);
}

/* --- messages --- */

static void toggle(struct model *m, int card)
{
    struct card_list list = organiser_draft(m).cards;
    if (card_list_toggle(&list, card))
        organiser_edit(m)->cards = list;
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    switch (msg->kind) {
    case MSG_DRAFT_CARD:
        toggle(m, msg->number);
        break;
    case MSG_DRAFT_EARLIER:
        card_list_move(&organiser_edit(m)->cards, msg->number, -1);
        break;
    case MSG_DRAFT_LATER:
        card_list_move(&organiser_edit(m)->cards, msg->number, 1);
        break;
    case MSG_PART:
        m->organiser.part = msg->number;
        m->organiser.page = 0;
        break;
    case MSG_GO:
        organiser_back(m, msg->screen, fx);
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
}

const struct screen screen_cards = { .on_msg = on_msg, .view = view };
