/* Screen: a last word, then the next visitor. */
#include "screens/screen.h"
#include "ui/page.h"

static void view(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    struct rect glass = ui_glass(ui), r = rect_inset(glass, t->margin * 2);
    const char *title = model_phrase(m, PHRASE_GOODBYE_TITLE),
               *line = model_phrase(m, PHRASE_GOODBYE_LINE);
    int title_h = ui_text_height(ui, &t->hero, r.w, title),
        line_h = ui_text_height(ui, &t->quote, r.w, line);

    r = rect_centre(r, r.w, title_h + t->gap * 3 + line_h);
    ui_label(ui, "goodbye.title", rect_cut_top(&r, title_h), &t->hero, ALIGN_CENTRE, title);
    rect_cut_top(&r, t->gap * 3);
    ui_label(ui, "goodbye.line", rect_cut_top(&r, line_h), &t->quote, ALIGN_CENTRE, line);
    ui_practice(ui, m);
    ui_control(ui, (struct control){ .id = "goodbye.done",
                       .label = title,
                       .role = ROLE_GROUND,
                       .rect = glass,
                       .send = { MSG_DONE, 0 } });
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    if (msg->kind == MSG_DONE)
        model_next_visitor(m, fx);
}

const struct screen screen_goodbye = { .on_msg = on_msg, .view = view };
