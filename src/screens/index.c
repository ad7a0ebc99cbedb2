#include "screens/screen.h"
#include "ui/page.h"

static const struct screen *const screens[SCREEN_COUNT] = {
    [SCREEN_ATTRACT] = &screen_attract,
    [SCREEN_DECK] = &screen_deck,
    [SCREEN_ELEMENT] = &screen_element,
    [SCREEN_CHOICE] = &screen_choice,
    [SCREEN_GROUP] = &screen_group,
    [SCREEN_TAKE_HOME] = &screen_take_home,
    [SCREEN_GOODBYE] = &screen_goodbye,
    [SCREEN_PRIVACY] = &screen_privacy,
    [SCREEN_PIN] = &screen_pin,
    [SCREEN_ORGANISER] = &screen_organiser,
    [SCREEN_SETUP] = &screen_setup,
    [SCREEN_MEETING] = &screen_meeting,
    [SCREEN_PICK_DECK] = &screen_pick_deck,
    [SCREEN_CARDS] = &screen_cards,
    [SCREEN_KEYBOARD] = &screen_keyboard,
    [SCREEN_MEETINGS] = &screen_meetings,
    [SCREEN_STICK] = &screen_stick,
    [SCREEN_IMPORT] = &screen_import,
    [SCREEN_PRINTER] = &screen_printer,
    [SCREEN_REPORT] = &screen_report,
    [SCREEN_BIGSCREEN] = &screen_bigscreen,
    [SCREEN_HANDS] = &screen_hands,
    [SCREEN_FINISH] = &screen_finish,
    [SCREEN_SETTINGS] = &screen_settings,
    [SCREEN_CLOCK] = &screen_clock,
    [SCREEN_SELFTEST] = &screen_selftest,
};
_Static_assert(sizeof screens / sizeof screens[0] == SCREEN_COUNT, "every screen needs its row");

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    screens[m->screen]->on_msg(m, msg, fx);
}

on_msg_fn *const *screens_on_msg(void)
{
    static on_msg_fn *const table[SCREEN_COUNT] = {
#define X(name, log_name, idle_ms) on_msg,
        SCREENS(X)
#undef X
    };
    return table;
}

/* "Ben je er nog?": opaque, so that nobody reads over a shoulder, and the whole glass says yes. */
static void view_idle(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    struct rect glass = ui_glass(ui), r = rect_inset_xy(glass, t->margin, t->margin);
    const char *title = model_phrase(m, PHRASE_IDLE_TITLE),
               *line = model_phrase(m, PHRASE_IDLE_LINE);
    int title_h = ui_text_height(ui, &t->hero, r.w, title);
    int line_h = ui_text_height(ui, &t->text, r.w, line);

    r = rect_centre(r, r.w, title_h + t->gap * 2 + line_h);
    ui_label(ui, "idle.title", rect_cut_top(&r, title_h), &t->hero, ALIGN_CENTRE, title);
    rect_cut_top(&r, t->gap * 2);
    ui_label(ui, "idle.line", rect_cut_top(&r, line_h), &t->text, ALIGN_CENTRE, line);
    ui_practice(ui, m);
    ui_control(ui, (struct control){ .id = "idle.stay",
                       .label = title,
                       .role = ROLE_GROUND,
                       .rect = glass,
                       .send = { MSG_STAY, 0 } });
}

void screens_view(const struct model *m, struct ui *ui)
{
    if (m->idle_warning)
        view_idle(m, ui);
    else
        screens[m->screen]->view(m, ui);
}
