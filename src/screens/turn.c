#include "screens/turn.h"

#include "ui/button.h"

const char *turn_label(struct ui *ui, const char *label, struct page_span span)
{
    return arena_printf(ui->arena, "%d/%d %s", span.page + 1, span.pages, label);
}

void turn_button(struct ui *ui, const struct model *m, struct rect r, const char *id,
    enum msg_kind send, struct page_span span)
{
    bool last = span.page + 1 == span.pages;
    ui_button(ui, r,
        &(struct button){ .id = id,
            .label =
                turn_label(ui, model_phrase(m, last ? PHRASE_NAV_BACK : PHRASE_NAV_MORE), span),
            .send = { send, last ? 0 : span.page + 1 },
            .kind = BUTTON_OTHER });
}

void turn_both(struct ui *ui, const struct model *m, struct rect r, const char *id,
    enum msg_kind send, struct page_span span)
{
    struct rect back = rect_cut_left(&r, ui->theme->mm * 18);
    rect_cut_left(&r, ui->theme->gap);
    ui_button(ui, back,
        &(struct button){ .id = arena_printf(ui->arena, "%s.back", id),
            .label = "‹",
            .send = { send, span.page - 1 },
            .kind = BUTTON_OTHER,
            .disabled = span.page == 0,
            .quick = true });
    ui_button(ui, r,
        &(struct button){ .id = id,
            .label = turn_label(ui, model_phrase(m, PHRASE_NAV_MORE), span),
            .send = { send, span.page + 1 },
            .kind = BUTTON_OTHER,
            .disabled = span.page + 1 == span.pages,
            .quick = true });
}
