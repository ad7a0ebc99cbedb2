/* Screen: which set of dilemmas the meeting is about. */
#include "screens/rows.h"
#include "screens/screen.h"
#include "ui/page.h"
#include <string.h>

static void view(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    const struct content *c = m->content;
    struct draft d = organiser_draft(m);
    struct row *rows = arena_alloc(ui->arena, sizeof *rows * (size_t)c->deck_count);
    struct rect r = ui_page(ui, m,
        &(struct bar){ .back = model_phrase(m, PHRASE_NAV_BACK),
            .go_back = { MSG_GO, SCREEN_MEETING },
            .steps = NO_STEPS });

    for (int i = 0; i < c->deck_count; i++) {
        const struct deck *deck = &c->decks[i];
        const char *name = model_said(m, deck->name), *theme = model_said(m, deck->theme);
        rows[i] = (struct row){ .id = arena_printf(ui->arena, "pick_deck.%s", deck->key),
            .title = name != NULL ? name : deck->key,
            .line = theme,
            .send = { MSG_DRAFT_DECK, i },
            .stays = true,
            .chosen = strcmp(deck->key, d.meeting.deck) == 0 };
    }
    const char *title = model_phrase(m, PHRASE_PICK_DECK_TITLE);
    rect_cut_top(&r, ui_text(ui, "pick_deck.title", r, &t->heading, ALIGN_LEFT, title) + t->gap);
    (void)rows_draw(ui, m, r, rows, c->deck_count, "pick_deck.more");
}

static void pick(struct model *m, const struct deck *deck)
{
    struct draft d = organiser_draft(m);
    if (strcmp(d.meeting.deck, deck->key) != 0)
        draft_pick_deck(organiser_edit(m), m->content, deck);
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    switch (msg->kind) {
    case MSG_DRAFT_DECK:
        pick(m, &m->content->decks[msg->number]);
        organiser_back(m, SCREEN_MEETING, fx);
        break;
    case MSG_GO:
        organiser_back(m, msg->screen, fx);
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
}

const struct screen screen_pick_deck = { .on_msg = on_msg, .view = view };
