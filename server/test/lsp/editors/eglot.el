;;; Emacs' client Eglot against the server: diagnostics, the first quick fix, and what it makes of the buffer.
;;; LSP_COMMAND: the server's command, words separated by newlines. LSP_FILE: the file to open.
(setq eglot-sync-connect t
      eglot-confirm-server-initiated-edits nil
      make-backup-files nil
      create-lockfiles nil)
(require 'eglot)
(require 'python)
(require 'flymake)
(setq eglot-server-programs
      (list (cons 'python-mode (split-string (getenv "LSP_COMMAND") "\n"))))

(defun wait-for (condition)
  "Let Emacs work until CONDITION holds, 15 seconds at most."
  (let ((end (+ (float-time) 15)) result)
    (while (and (not (setq result (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.05))
    result))

(condition-case err
    (progn
      (find-file (getenv "LSP_FILE"))
      (python-mode)
      (apply #'eglot (eglot--guess-contact))
      (flymake-mode 1)
      (flymake-start)
      (unless (wait-for #'flymake-diagnostics) (error "no diagnostics came"))
      (let* ((first (car (flymake-diagnostics)))
             (begin (flymake-diagnostic-beg first))
             (end (flymake-diagnostic-end first)))
        (princ (format "DIAGNOSTIC %s %s\n" begin (flymake-diagnostic-text first)))
        (goto-char begin)
        (let ((action (aref (vconcat (eglot-code-actions begin end "quickfix" nil)) 0)))
          (princ (format "ACTION %s\n" (plist-get action :title)))
          (eglot--apply-workspace-edit (plist-get action :edit) nil)))
      (princ (format "BUFFER\n%s" (buffer-string)))
      (set-buffer-modified-p nil)
      (eglot-shutdown (eglot-current-server))
      (kill-emacs 0))
  (error (princ (format "FAILED %S\n" err)) (kill-emacs 1)))
