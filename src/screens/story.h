/* The story on its paper card: whole, or page by page where the glass is small. */
#ifndef SCREENS_STORY_H
#define SCREENS_STORY_H

#include "core/model.h"
#include "ui/pager.h"
#include "ui/ui.h"

/* Height of the whole card, when it is that wide. */
int story_height(struct ui *ui, const struct model *m, int width);

void story_draw(struct ui *ui, const struct model *m, struct rect r);

/* Which of its paragraphs page `page` of the story shows on a card of r's size. */
struct page_span story_span(struct ui *ui, const struct model *m, struct rect r, int page);
void story_draw_page(struct ui *ui, const struct model *m, struct rect r, struct page_span span);

/* Whether a card that wide holds lines of a readable length. */
bool story_is_readable(struct ui *ui, int width);

#endif
