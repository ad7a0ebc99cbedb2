#include "app/mailbox.h"

#include <pthread.h>
#include <stdlib.h>

struct letter {
    struct letter *next;
    struct msg msg;
};

struct mailbox {
    void (*wake)(void *ctx);
    void *ctx;
    pthread_mutex_t lock;
    struct letter *first, *last; /* guarded by lock */
};

struct mailbox *mailbox_new(void (*wake)(void *ctx), void *ctx)
{
    struct mailbox *box = calloc(1, sizeof *box);
    if (box == NULL || pthread_mutex_init(&box->lock, NULL) != 0)
        abort();
    box->wake = wake;
    box->ctx = ctx;
    return box;
}

void mailbox_free(struct mailbox *box)
{
    if (box == NULL)
        return;
    while (box->first != NULL) {
        struct letter *next = box->first->next;
        free(box->first);
        box->first = next;
    }
    pthread_mutex_destroy(&box->lock);
    free(box);
}

void mailbox_post(struct mailbox *box, const struct msg *msg)
{
    struct letter *letter = malloc(sizeof *letter);
    if (letter == NULL)
        abort();
    *letter = (struct letter){ .msg = *msg };

    pthread_mutex_lock(&box->lock);
    if (box->last == NULL)
        box->first = letter;
    else
        box->last->next = letter;
    box->last = letter;
    pthread_mutex_unlock(&box->lock);
    box->wake(box->ctx);
}

bool mailbox_take(struct mailbox *box, struct msg *msg)
{
    pthread_mutex_lock(&box->lock);
    struct letter *letter = box->first;
    if (letter != NULL) {
        box->first = letter->next;
        if (box->first == NULL)
            box->last = NULL;
    }
    pthread_mutex_unlock(&box->lock);
    if (letter == NULL)
        return false;
    *msg = letter->msg;
    free(letter);
    return true;
}

int mailbox_count(struct mailbox *box)
{
    int n = 0;
    pthread_mutex_lock(&box->lock);
    for (const struct letter *l = box->first; l != NULL; l = l->next)
        n++;
    pthread_mutex_unlock(&box->lock);
    return n;
}
