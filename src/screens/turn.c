#include "screens/turn.h"

#include "ui/button.h"

const char *turn_label(struct ui *ui, const char *label, struct page_span span)
{
    return arena_printf(ui->arena, "%d/%d · %s", span.page + 1, span.pages, label);
}

void turn_button(struct ui *ui, struct rect r, const char *id, const char *label,
    enum msg_kind send, struct page_span span)
{
    ui_button(ui, r,
        &(struct button){ .id = id,
            .label = turn_label(ui, label, span),
            .send = { send, (span.page + 1) % span.pages },
            .kind = BUTTON_OTHER });
}
