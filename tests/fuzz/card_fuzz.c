/* libFuzzer target: any bytes as a file of cards/. */
#include "content/card.h"
#include "door.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_card(const struct card_file *file)
{
    const struct card_text *text = file->text;
    struct card card = { .choice_count = file->choice_count, .text = { text } };
    card_version(card.version, &card, door_languages.languages);
    assert(strlen(card.version) == CARD_VERSION_LEN);
    assert(text->paragraph_count >= 1 && text->paragraph_count <= CARD_PARAGRAPH_MAX);
    assert(file->choice_count >= 1 && file->choice_count <= CARD_CHOICE_MAX);
    door_check_text(text->field);
    door_check_text(text->title);
    door_check_text(text->teaser);
    for (int i = 0; i < text->paragraph_count; i++)
        door_check_text(text->paragraphs[i]);
    for (int i = 0; i < file->choice_count; i++)
        door_check_text(text->choices[i]);
    for (int i = 0; i < text->question_count; i++)
        door_check_text(text->questions[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct door d;
    struct card_file file = { .key = "card" };
    if (door_open(&d, data, size)) {
        card_read(&file, d.a, &d.source, "nl");
        assert((file.text == NULL) == (d.faults.count > 0));
        if (file.text != NULL)
            check_card(&file);
    }
    door_close(&d);
    return 0;
}
