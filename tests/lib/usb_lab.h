/*
 * A make-believe USB port: a sysfs, device files and a run folder below a temporary one, and an os
 * that mounts by moving folders. What is on a stick is a folder too, and stays when it is pulled.
 * Mistakes abort the test program.
 */
#ifndef TESTS_USB_LAB_H
#define TESTS_USB_LAB_H

#include "base/arena.h"
#include "helper/os.h"
#include "helper/places.h"
#include <stdbool.h>

struct usb_lab {
    struct arena *arena;
    const char *dir;
    struct helper_places at;
    int insertions; /* so far */
};

/* What the next calls of the os come to, and what they were; shared with processes forked later. */
struct usb_os {
    int mount_error, unmount_error;
    int mounts, unmounts, detaches, powers, clocks;
    bool writes; /* of the last mount */
    char device[120], type[16]; /* of it too */
    bool again; /* of the last power */
    time_t clock;
    char dir[120]; /* the lab's */
};

/* What a stick is like. */
struct usb_kind {
    const char *image; /* file system on its one partition, of usb_lab_image; NULL: not divided */
    const char *whole; /* the disk itself where image is NULL; NULL: all zero */
    bool fixed, read_only, empty; /* says it is no removable medium; a reader without a card */
};

void usb_lab_begin(struct usb_lab *lab);
void usb_lab_end(struct usb_lab *lab);

/* A file made by that program of the machine ("mkfs.vfat -F 32"), of mb megabytes. */
const char *usb_lab_image(struct usb_lab *lab, const char *program, int mb);

/* Comes in, its partitions first, as in the kernel. The insertion's number. */
int usb_lab_plug(struct usb_lab *lab, const char *name, const struct usb_kind *kind);
/* The same, with folders of sysfs as given by the partition numbers (0 ends). */
void usb_lab_pull(struct usb_lab *lab, const char *name);
/* One attribute of sysfs, "sda/removable". */
void usb_lab_set(struct usb_lab *lab, const char *attribute, const char *value);

/* The folder that a stick's files are in while it is not mounted. */
const char *usb_lab_files(struct usb_lab *lab, const char *device);

/* An inotify on the sysfs, as the news of devices. */
int usb_lab_news(const struct usb_lab *lab);

/* The os of lab; shared is memory that processes share. */
struct usb_os *usb_os_new(const struct usb_lab *lab, struct helper_os *os);
void usb_os_free(struct usb_os *shared);

#endif
