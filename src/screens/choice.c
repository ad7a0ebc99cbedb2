/* Screen: what would you do? A tap selects, the main button commits. */
#include "screens/choices.h"
#include "screens/dilemma.h"
#include "screens/screen.h"
#include "screens/story.h"
#include "ui/button.h"
#include "ui/page.h"

/* The E that was chosen, as a reminder beside the title. */
static int reminder_side(const struct ui *ui)
{
    return ui->theme->text_strong.px * 3 / 2;
}

static int reminder_width(struct ui *ui, const struct model *m)
{
    if (m->visit.element == NOTHING)
        return 0;
    return reminder_side(ui) + ui->theme->mm * 2 +
           ui_text_width(
               ui, &ui->theme->text_strong, model_word(m, (enum element)m->visit.element));
}

static void draw_reminder(struct ui *ui, const struct model *m, struct rect r)
{
    if (m->visit.element == NOTHING)
        return;
    struct style s = ui->theme->text_strong;
    s.colour = ui->theme->element[m->visit.element];
    int side = reminder_side(ui);
    draw_icon(ui->draw, rect_centre(rect_cut_left(&r, side), side, side),
        icon_of_element((enum element)m->visit.element), s.colour);
    rect_cut_left(&r, ui->theme->mm * 2);
    ui_label(
        ui, "choice.element", r, &s, ALIGN_LEFT, model_word(m, (enum element)m->visit.element));
}

static int title_height(struct ui *ui, const struct model *m, int width)
{
    return ui_text_height(ui, &ui->theme->heading, width, model_phrase(m, PHRASE_CHOICE_TITLE));
}

static bool reminder_beside_title(struct ui *ui, const struct model *m, int width)
{
    return ui_text_width(ui, &ui->theme->heading, model_phrase(m, PHRASE_CHOICE_TITLE)) +
               reminder_width(ui, m) + ui->theme->gap * 2 <=
           width;
}

static int head_height(struct ui *ui, const struct model *m, int width)
{
    int title = title_height(ui, m, width), side = reminder_side(ui);
    return (reminder_beside_title(ui, m, width) ? (title > side ? title : side) : title + side) +
           ui->theme->gap;
}

static struct rect draw_head(struct ui *ui, const struct model *m, struct rect r)
{
    struct rect head = rect_cut_top(&r, head_height(ui, m, r.w));
    rect_cut_bottom(&head, ui->theme->gap);
    struct rect reminder;
    if (reminder_beside_title(ui, m, r.w))
        reminder = rect_cut_right(&head, reminder_width(ui, m));
    else
        reminder = rect_cut_bottom(&head, reminder_side(ui));
    ui_label(ui, "choice.title", head, &ui->theme->heading, ALIGN_LEFT,
        model_phrase(m, PHRASE_CHOICE_TITLE));
    draw_reminder(ui, m, reminder);
    return r;
}

static struct button confirm_button(const struct model *m)
{
    bool busy = m->visit.saving == SAVING_BUSY;
    return (struct button){ .id = "choice.confirm",
        .label = model_phrase(m, busy ? PHRASE_CHOICE_SAVING : PHRASE_CHOICE_CONFIRM),
        .send = { MSG_CONFIRM, 0 },
        .kind = BUTTON_MAIN,
        .disabled = busy || m->visit.choice == NOTHING };
}

static int confirm_height(struct ui *ui, const struct model *m, int width)
{
    struct button b = confirm_button(m);
    return ui_buttons_height(ui, &b, 1, width, 0);
}

int choice_ask_height(struct ui *ui, const struct model *m, int width)
{
    return head_height(ui, m, width) + choices_height(ui, m, width) + ui->theme->gap +
           confirm_height(ui, m, width);
}

/* The main button: below the choices, or beside them where the glass is low. */
static struct rect cut_confirm(
    struct ui *ui, const struct model *m, enum dilemma_layout layout, struct rect *r)
{
    const struct theme *t = ui->theme;
    struct rect button;
    if (layout == LAYOUT_SMALL && !ui_is_tall(ui)) {
        struct button b = confirm_button(m);
        int least = t->mm * 24, word = ui_word_width(ui, &t->button, b.label) + t->mm * 5;
        button = rect_cut_right(r, word > least ? word : least);
        rect_cut_right(r, t->gap);
    } else {
        int height = confirm_height(ui, m, r->w), comfortable = t->mm * 17;
        bool roomy = choices_height(ui, m, r->w) + t->gap + comfortable <= r->h;
        button = rect_cut_bottom(r, roomy && height < comfortable ? comfortable : height);
        rect_cut_bottom(r, t->gap);
    }
    return button;
}

/* The answer could not be saved: say so, and give both ways on. */
static void draw_failure(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    bool closed = m->machine.meeting.state != MEETING_RUNNING;
    const char *why = model_phrase(m, closed ? PHRASE_CHOICE_PAUSED : PHRASE_CHOICE_FAILED);
    const struct button ways[] = {
        { .id = "choice.confirm",
            .label = model_phrase(m, PHRASE_CHOICE_RETRY),
            .send = { MSG_CONFIRM, 0 },
            .kind = BUTTON_MAIN },
        { .id = "choice.skip",
            .label = model_phrase(m, PHRASE_CHOICE_SKIP),
            .send = { MSG_SKIP_SAVING, 0 },
            .kind = BUTTON_OTHER },
    };
    struct rect buttons = rect_cut_bottom(&r, ui_buttons_height(ui, ways, 2, r.w, r.h));
    rect_cut_bottom(&r, t->gap);
    int need = ui_text_height(ui, &t->text, r.w - 2 * t->pad, why) + 2 * t->pad;
    struct rect card = rect_cut_top(&r, need);
    ui_card(ui, card, t->sun, t->sun_edge);
    ui_text(ui, "choice.failed", rect_inset(card, t->pad), &t->text, ALIGN_LEFT, why);
    ui_buttons(ui, buttons, ways, 2, buttons.h);
}

static void draw_ask(
    struct ui *ui, const struct model *m, enum dilemma_layout layout, struct rect r)
{
    if (m->visit.saving == SAVING_FAILED) {
        draw_failure(ui, m, draw_head(ui, m, r));
        return;
    }
    r = draw_head(ui, m, r);
    struct rect button = cut_confirm(ui, m, layout, &r);
    choices_draw(ui, m, r);
    struct button confirm = confirm_button(m);
    ui_button(ui, button, &confirm);
}

static void view(const struct model *m, struct ui *ui)
{
    struct bar bar = {
        .back = model_phrase(m, PHRASE_NAV_BACK), .go_back = { MSG_GO, SCREEN_ELEMENT }, .steps = 2
    };
    struct dilemma d = dilemma_layout(ui, m, ui_page(ui, m, &bar));

    if (d.layout != LAYOUT_SMALL)
        story_draw(ui, m, d.story);
    draw_ask(ui, m, d.layout, d.ask);
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    struct visit *v = &m->visit;

    switch (msg->kind) {
    case MSG_GO:
        if (v->saving != SAVING_BUSY) {
            v->saving = SAVING_NO;
            model_go(m, msg->screen);
        }
        break;
    case MSG_CHOICE_PAGE:
        v->choice_page = msg->number;
        break;
    case MSG_PICK_CHOICE:
        if (v->saving == SAVING_NO)
            v->choice = (int)msg->choice;
        break;
    case MSG_CONFIRM:
        if (v->saving == SAVING_BUSY || v->choice == NOTHING || v->element == NOTHING)
            break; /* counted once, however often it is tapped */
        if (m->machine.practice) {
            model_answered(m);
            break;
        }
        v->saving = SAVING_BUSY;
        effects_push(fx, model_ask(m, FX_COUNT_ANSWER));
        break;
    case MSG_SKIP_SAVING:
        if (v->saving == SAVING_FAILED)
            model_answered(m);
        break;
    default:
        break;
    }
}

const struct screen screen_choice = { .on_msg = on_msg, .view = view };
