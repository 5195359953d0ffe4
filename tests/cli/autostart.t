# tests/cli/autostart.t - autostart, with what virsh has no word for
$ hvsh autostart db01 --show
Name:           db01
Start action:   as-it-was
Start delay:    0 s
Stop action:    save

# requests: 2
$ hvsh autostart db01
Domain 'db01' marked as autostarted

# requests: 2
$ hvsh -o json autostart db01 --show
{"name":"db01","start_action":"always","start_delay_s":0,"stop_action":"save"}
# all of it in one request
$ hvsh autostart "Bob's VM" --delay 100000 --stop-action shutdown
Domain 'Bob's VM' marked as autostarted

# requests: 2
$ hvsh autostart "Bob's VM" --show
Name:           Bob's VM
Start action:   always
Start delay:    100000 s
Stop action:    shutdown

$ hvsh autostart Прод-01 --action as-it-was --delay 90
Autostart of domain 'Прод-01' changed

$ hvsh -o json autostart Прод-01 --show
{"name":"Прод-01","start_action":"as-it-was","start_delay_s":90,"stop_action":"save"}
$ hvsh dumpxml Прод-01 | grep 'hvsh:st'
      <hvsh:start delay='90'/>
# what happens when the host stops is another matter
$ hvsh autostart '<&> "quoted" \ 100%_[x]' --stop-action turn-off
Autostart of domain '<&> "quoted" \ 100%_[x]' changed

$ hvsh -o csv autostart '<&> "quoted" \ 100%_[x]' --show | tail -n 1 | tr -d '\r'
"<&> ""quoted"" \ 100%_[x]",as-it-was,0,turn-off
$ hvsh autostart --disable db01 --stop-action turn-off
Domain 'db01' unmarked as autostarted

$ hvsh autostart db01 --action nothing
Domain 'db01' unmarked as autostarted

$ hvsh -o json dominfo db01 | grep -o '"start.*'
"start_action":"nothing","start_delay_s":0,"stop_action":"turn-off"}
$ hvsh autostart db01 --action sometimes
error: --action is nothing, as-it-was or always, not 'sometimes'

[2]
# requests: 0
$ hvsh autostart db01 --stop-action kill
error: --stop-action is turn-off, save or shutdown, not 'kill'

[2]
$ hvsh autostart db01 --delay soon
error: Numeric value 'soon' for <delay> option is malformed or out of range
[2]
$ hvsh autostart db01 --delay 99999999999
error: --delay is too large

[2]
$ hvsh autostart db01 --disable --action always
error: Options --disable and --action are mutually exclusive

[2]
$ hvsh autostart db01 --disable --delay 5
error: Options --disable and --delay are mutually exclusive

[2]
$ hvsh autostart db01 --show --disable
error: Options --show and --disable are mutually exclusive

[2]
$ hvsh autostart nonesuch --show
error: failed to get domain 'nonesuch'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh -r autostart db01
error: read-only: 'autostart' would change the host

[4]
$ hvsh -r autostart db01 --show | grep Start
Start action:   nothing
Start delay:    0 s
