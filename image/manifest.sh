#!/bin/sh
# For Raspberry Pi Imager ("Use custom" or --repo): image/manifest.sh VERSION WORK NAME
set -eu
version=$1 work=$2 name=$3
cat >"$work/$name.json" <<JSON
{
  "os_list": [
    {
      "name": "Goed Werk kiosk $version",
      "description": "Kiosk for conversations about good work. Pi 3, Zero 2 W and 4. Not yet tried on one.",
      "icon": "",
      "url": "$name.img.xz",
      "release_date": "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)",
      "extract_size": $(stat -c %s "$work/$name.img"),
      "extract_sha256": "$(sha256sum "$work/$name.img" | cut -d ' ' -f 1)",
      "image_download_size": $(stat -c %s "$work/$name.img.xz"),
      "image_download_sha256": "$(sha256sum "$work/$name.img.xz" | cut -d ' ' -f 1)",
      "devices": ["pi4-64bit", "pi3-64bit"],
      "init_format": "none"
    }
  ]
}
JSON
