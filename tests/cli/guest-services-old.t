# tests/cli/guest-services-old.t - services before Windows Server 2016, where
# they are switched as other resources are
# host: --os 2012r2 --lang ja-JP
$ hvsh -q domservices web01 --disable vss --enable guest-services
$ hvsh domservices web01
...
 vss              no        -
 guest-services   yes       ok

$ hvsh -q copy-to-guest web01 'C:\ISO\debian-12.iso' /tmp
$ hvsh -q domservices db01 --disable time-sync
$ hvsh -q domservices db01 | sed -n 2p
 time-sync        no    -
